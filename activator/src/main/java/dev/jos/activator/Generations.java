package dev.jos.activator;

import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The numbered generations of one profile.
///
/// Each is one small file, written durably. Numbers are given out under a lock, so that builds at the same time get
/// different ones, and none is ever given out again.
public final class Generations {

    private static final String LAST_NUMBER = "last-number";
    private static final String LOCK = "lock";

    private final JosRoot root;
    private final String profile;
    private final DurableFiles files;

    /// The generations of `profile`; nothing is read yet.
    ///
    /// @throws IllegalArgumentException unless `profile` is letters, digits, `.`, `_` and `-`, and begins with a
    ///     letter or digit
    public Generations(JosRoot root, String profile, DurableFiles files) {
        if (!profile.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("`" + profile + "` cannot name a profile");
        }
        this.root = root;
        this.profile = profile;
        this.files = files;
    }

    /// The names of all profiles under `root` that have a generation.
    public static List<String> profiles(JosRoot root) throws IOException {
        try (Stream<Path> directories = Files.list(root.generations())) {
            return directories
                    .filter(Files::isDirectory)
                    .map(directory -> String.valueOf(directory.getFileName()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /// All generations, the oldest first.
    public List<Generation> list() throws IOException {
        var generations = new ArrayList<Generation>();
        for (int number : numbers()) {
            find(number).ifPresent(generations::add);
        }
        return List.copyOf(generations);
    }

    public Optional<Generation> find(int number) throws IOException {
        String json;
        try {
            json = Files.readString(record(number));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.of(GenerationRecord.read(profile, number, json));
    }

    /// The one with the highest number.
    public Optional<Generation> latest() throws IOException {
        for (int number : numbers().reversed()) {
            Optional<Generation> found = find(number);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// Makes `system` the newest generation. If it is already, that generation is returned and nothing changes.
    public Generation register(SystemId system, Instant now, String configuration) throws IOException {
        files.createDirectories(directory());
        try (InterProcessLock _ = InterProcessLock.exclusive(directory().resolve(LOCK))) {
            Optional<Generation> latest = latest();
            if (latest.isPresent() && latest.get().system().equals(system)) {
                return latest.get();
            }
            int number = lastNumber() + 1;
            files.write(directory().resolve(LAST_NUMBER), (number + "\n").getBytes(StandardCharsets.UTF_8));
            var generation = new Generation(profile, number, system, now, configuration);
            files.write(record(number), GenerationRecord.write(generation).getBytes(StandardCharsets.UTF_8));
            return generation;
        }
    }

    /// Keeps the values of the options that a generation was built of, as JSON, for those who ask later.
    public void remember(int number, String options) throws IOException {
        if (!options(number).equals(Optional.of(options))) {
            files.write(options(directory(), number), options.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The values of the options that a generation was built of, as JSON; empty if they were not kept.
    public Optional<String> options(int number) throws IOException {
        try {
            return Optional.of(Files.readString(options(directory(), number)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Forgets generations; what only they need is freed by the next garbage collection.
    ///
    /// @param inUse systems that must stay: the booted one, the running one
    /// @throws GenerationInUseException before anything was deleted, if one of them is the newest or `inUse`
    /// @throws NoSuchGenerationException before anything was deleted
    public void delete(Set<Integer> numbers, Set<SystemId> inUse) throws IOException {
        files.createDirectories(directory());
        try (InterProcessLock _ = InterProcessLock.exclusive(directory().resolve(LOCK))) {
            Optional<Generation> latest = latest();
            for (int number : numbers) {
                Generation generation = find(number).orElseThrow(() -> new NoSuchGenerationException(profile, number));
                if (latest.isPresent() && latest.get().number() == number) {
                    throw new GenerationInUseException(generation, GenerationInUseException.Use.NEWEST);
                }
                if (inUse.contains(generation.system())) {
                    throw new GenerationInUseException(generation, GenerationInUseException.Use.RUNNING);
                }
            }
            for (int number : numbers) {
                files.delete(record(number));
                Path options = options(directory(), number);
                if (Files.exists(options)) {
                    files.delete(options);
                }
            }
        }
    }

    private int lastNumber() throws IOException {
        int highest = numbers().stream().reduce(0, Math::max);
        try {
            String text = Files.readString(directory().resolve(LAST_NUMBER)).strip();
            return Math.max(highest, Integer.parseInt(text));
        } catch (NoSuchFileException e) {
            return highest;
        } catch (NumberFormatException e) {
            throw new IOException("`" + directory().resolve(LAST_NUMBER) + "` does not hold a number", e);
        }
    }

    private List<Integer> numbers() throws IOException {
        try (Stream<Path> children = Files.list(directory())) {
            return children.map(child -> String.valueOf(child.getFileName()))
                    .filter(name -> name.matches("[1-9][0-9]{0,8}"))
                    .map(Integer::valueOf)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Path directory() {
        return root.generations(profile);
    }

    private static Path options(Path directory, int number) {
        return directory.resolve(number + ".options");
    }

    private Path record(int number) {
        return directory().resolve(Integer.toString(number));
    }
}
