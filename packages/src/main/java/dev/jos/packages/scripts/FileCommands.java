package dev.jos.packages.scripts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The commands that make and remove files.
final class FileCommands {

    private FileCommands() {}

    static void addTo(Map<String, CommandRule> rules) {
        rules.put("umask", FileCommands::umask);
        rules.put("mkdir", FileCommands::mkdir);
        rules.put("install", FileCommands::install);
        rules.put("cp", FileCommands::cp);
        rules.put("ln", FileCommands::ln);
        rules.put("touch", FileCommands::touch);
        rules.put("mv", FileCommands::mv);
        rules.put("rm", FileCommands::rm);
        rules.put("rmdir", FileCommands::rm);
        rules.put("unlink", FileCommands::rm);
        rules.put("ucf", FileCommands::ucf);
    }

    private static Outcome umask(Call call) throws NotUnderstoodException {
        if (!call.arguments().isEmpty() && call.known(0).matches("[0-7]{1,4}")) {
            call.script().environment().setUmask(Integer.parseInt(call.known(0), 8));
        }
        return Outcome.TRUE;
    }

    private static Outcome mkdir(Call call) throws NotUnderstoodException {
        Options options = call.options(Set.of("-m", "--mode"));
        int mode = mode(call, options.value("-m", "--mode"))
                .orElse(call.script().environment().directoryMode());
        for (String path : call.paths(options.operands())) {
            directory(call, path, mode, "root", "root");
        }
        return Outcome.TRUE;
    }

    private static void directory(Call call, String path, int mode, String user, String group) {
        if (Paths.isComposed(path)) {
            call.effects().add(new DirectoryDeclaration(path, mode, user, group));
        } else if (!Paths.isVolatile(path)) {
            call.effects().add(TmpfilesLine.directory(path, mode, user, group));
        }
    }

    private static Outcome install(Call call) throws NotUnderstoodException {
        Options options = call.options(Set.of("-m", "--mode", "-o", "--owner", "-g", "--group", "-t"));
        String user = call.known(options.value("-o", "--owner").orElse("root"));
        String group = call.known(options.value("-g", "--group").orElse("root"));
        OptionalInt mode = mode(call, options.value("-m", "--mode"));
        if (options.has("-d", "--directory")) {
            for (String path : call.paths(options.operands())) {
                directory(call, path, mode.orElse(0755), user, group);
            }
            return Outcome.TRUE;
        }
        List<String> operands = options.operands();
        if (operands.size() != 2 || options.has("-t")) {
            throw call.notUnderstood("it installs more than one file");
        }
        copy(call, operands.get(0), operands.get(1), OptionalInt.of(mode.orElse(0755)));
        if (!user.equals("root") || !group.equals("root")) {
            String path = destination(call, operands.get(0), operands.get(1));
            ModeCommands.declare(
                    call, new ModeOverride(path, Optional.of(user), Optional.of(group), Optional.empty(), false));
        }
        return Outcome.TRUE;
    }

    private static Outcome cp(Call call) throws NotUnderstoodException {
        Options options = call.options(Set.of("-t", "-S", "--suffix", "--target-directory"));
        List<String> operands = options.operands();
        if (operands.size() != 2 || options.has("-t", "--target-directory")) {
            throw call.notUnderstood("it copies more than one file");
        }
        copy(call, operands.get(0), operands.get(1), OptionalInt.empty());
        return Outcome.TRUE;
    }

    private static void copy(Call call, String source, String target, OptionalInt mode) throws NotUnderstoodException {
        String from = call.path(source);
        String to = destination(call, source, target);
        Optional<FileCopy> earlier = call.effects().copyAt(from).filter(copy -> Paths.isVolatile(copy.to()));
        Optional<EtcFile> written = call.effects().takeFile(from);
        if (earlier.isPresent()) {
            copy(
                    call,
                    earlier.get().from(),
                    to,
                    mode.isPresent() ? mode : earlier.get().mode());
        } else if (written.isPresent()) {
            call.effects().add(written.get());
            WrittenFile.put(
                    call.script(),
                    to,
                    written.get().text(),
                    mode.orElse(written.get().mode()));
        } else if (from.equals("/dev/null")) {
            WrittenFile.put(call.script(), to, "", mode.orElse(0644));
        } else if (call.install().exists(from, call.effects()) == Outcome.FALSE) {
            throw call.notUnderstood("it copies a file that a fresh install does not have");
        } else if (Paths.isComposed(to) || to.startsWith("/tmp/")) {
            call.effects().add(new FileCopy(from, to, mode));
        } else if (!Paths.isVolatile(to)) {
            call.effects().add(TmpfilesLine.copy(from, to));
        }
    }

    /// Where a copy or link ends up, given that a destination may be a directory.
    private static String destination(Call call, String source, String target) throws NotUnderstoodException {
        String path = call.path(target);
        boolean directory =
                target.endsWith("/") || target.endsWith("/.") || call.effects().createdDirectory(path);
        return directory ? path + "/" + Paths.fileName(call.path(source)) : path;
    }

    private static Outcome ln(Call call) throws NotUnderstoodException {
        Options options = call.options(Set.of("-t", "-S", "--suffix"));
        List<String> operands = options.operands();
        if (!options.has("-s", "--symbolic") || operands.isEmpty() || operands.size() > 2) {
            throw call.notUnderstood("it makes something else than one symbolic link");
        }
        String target = call.known(operands.getFirst());
        String path =
                operands.size() == 2 ? destination(call, target, operands.get(1)) : call.path(Paths.fileName(target));
        if (Paths.isComposed(path)) {
            call.effects().add(new FileLink(path, target));
        } else if (!Paths.isVolatile(path)) {
            call.effects().add(TmpfilesLine.link(path, target));
        }
        return Outcome.TRUE;
    }

    private static Outcome touch(Call call) throws NotUnderstoodException {
        for (String path : call.paths(
                call.options(Set.of("-d", "-r", "-t", "--reference", "--date")).operands())) {
            if (call.install().exists(path, call.effects()) == Outcome.FALSE) {
                WrittenFile.put(
                        call.script(), path, "", call.script().environment().fileMode());
            }
        }
        return Outcome.TRUE;
    }

    private static Outcome mv(Call call) throws NotUnderstoodException {
        List<String> operands = call.options(Set.of("-S", "--suffix", "-t")).operands();
        if (operands.size() != 2) {
            throw call.notUnderstood("it moves more than one file");
        }
        String from = call.path(operands.get(0));
        Optional<EtcFile> written = call.effects().takeFile(from);
        Optional<FileLink> link = call.effects().takeLink(from);
        if (link.isPresent()) {
            call.effects()
                    .add(new FileLink(
                            destination(call, operands.get(0), operands.get(1)),
                            link.get().target()));
        } else if (written.isPresent()) {
            String to = destination(call, operands.get(0), operands.get(1));
            WrittenFile.put(
                    call.script(), to, written.get().text(), written.get().mode());
        } else if (call.install().exists(from, call.effects()) != Outcome.FALSE) {
            throw call.notUnderstood("it moves a file that may be there");
        }
        return Outcome.TRUE;
    }

    /// Nothing older is there to remove; only the package's own files would be missed.
    private static Outcome rm(Call call) throws NotUnderstoodException {
        for (String operand : call.options(Set.of()).operands()) {
            if (Text.isKnown(operand)) {
                String path = call.path(operand);
                if (call.effects().takeFile(path).isEmpty()
                        && call.name().equals("rm")
                        && call.install().ships(path)) {
                    throw call.notUnderstood("it removes a file of the package");
                }
            }
        }
        return Outcome.TRUE;
    }

    private static Outcome ucf(Call call) throws NotUnderstoodException {
        List<String> operands = call.options(Set.of("-s", "--src-dir", "-S", "--state-dir", "--sum-file"))
                .operands();
        if (call.has("--purge") || call.has("-p")) {
            return Outcome.TRUE;
        }
        if (operands.size() != 2) {
            throw call.notUnderstood("it does not install one file");
        }
        copy(call, operands.get(0), operands.get(1), OptionalInt.empty());
        return Outcome.TRUE;
    }

    private static OptionalInt mode(Call call, Optional<String> text) throws NotUnderstoodException {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(new ModeExpression(call.known(text.get())).apply(0, false));
        } catch (IllegalArgumentException noMode) {
            throw call.notUnderstood("its mode is not understood");
        }
    }
}
