package dev.jos.vmtests;

import java.io.IOException;
import java.util.Map;

/// Starts the container of a [ContainerTest] class.
final class ContainerExtension extends SystemExtension {

    @Override
    Class<Container> kind() {
        return Container.class;
    }

    @Override
    Started start(Class<?> test, TestBench bench) throws IOException {
        DockerEngine engine = DockerEngine.require();
        String name = test.getSimpleName();
        TestBench.ImageFile file =
                bench.image(bench.copyOf(test.getAnnotation(ContainerTest.class).config(), name), name);
        DockerEngine.Image image = engine.load(file);
        Container container = Container.of(image);
        try {
            container.start();
        } catch (AssertionError | RuntimeException e) {
            String log = container.log();
            container.stop();
            throw new AssertionError("The container of " + name + " did not start: " + e.getMessage() + "\n" + log, e);
        }
        return new Started(Map.of(name, container), () -> {}, container::stop);
    }
}
