package dev.jos.packages.scripts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Owners, modes and capabilities: chown(1), chgrp(1), chmod(1), setcap(8), dpkg-statoverride(1).
final class ModeCommands {

    private ModeCommands() {}

    static void addTo(Map<String, CommandRule> rules) {
        rules.put("chown", ModeCommands::chown);
        rules.put("chgrp", ModeCommands::chgrp);
        rules.put("chmod", ModeCommands::chmod);
        rules.put("setcap", ModeCommands::setcap);
        rules.put("dpkg-statoverride", ModeCommands::statOverride);
    }

    private static Outcome chown(Call call) throws NotUnderstoodException {
        Options options = call.options(Set.of("--from"));
        List<String> operands = options.operands();
        if (operands.size() < 2) {
            throw call.notUnderstood("it names no file");
        }
        String owner = call.known(operands.getFirst());
        int separator = owner.indexOf(':') >= 0 ? owner.indexOf(':') : owner.indexOf('.');
        Optional<String> user = Optional.of(separator < 0 ? owner : owner.substring(0, separator));
        Optional<String> group = separator < 0 ? Optional.empty() : Optional.of(owner.substring(separator + 1));
        // `user:` means the user's login group, which for system accounts has the user's name.
        Optional<String> named = group.map(g -> g.isEmpty() ? user.get() : g);
        change(
                call,
                operands,
                user.filter(u -> !u.isEmpty()),
                named,
                Optional.empty(),
                options.has("-R", "--recursive"));
        return Outcome.TRUE;
    }

    private static Outcome chgrp(Call call) throws NotUnderstoodException {
        Options options = call.options(Set.of());
        List<String> operands = options.operands();
        Optional<String> group = Optional.of(call.known(operands.isEmpty() ? "" : operands.getFirst()));
        change(call, operands, Optional.empty(), group, Optional.empty(), options.has("-R", "--recursive"));
        return Outcome.TRUE;
    }

    private static Outcome chmod(Call call) throws NotUnderstoodException {
        // A mode may begin with a dash, which is no option.
        List<String> operands = call.arguments().stream()
                .filter(a -> !a.startsWith("--") && !a.matches("-[RvfchH]+"))
                .toList();
        boolean recursive =
                call.arguments().stream().anyMatch(a -> a.equals("--recursive") || a.matches("-[vfc]*R[vfc]*"));
        if (operands.size() < 2) {
            throw call.notUnderstood("it names no file");
        }
        ModeExpression mode;
        try {
            mode = new ModeExpression(call.known(operands.getFirst()));
        } catch (IllegalArgumentException noMode) {
            throw call.notUnderstood("its mode is not understood");
        }
        change(call, operands, Optional.empty(), Optional.empty(), Optional.of(mode), recursive);
        return Outcome.TRUE;
    }

    private static void change(
            Call call,
            List<String> operands,
            Optional<String> user,
            Optional<String> group,
            Optional<ModeExpression> mode,
            boolean recursive)
            throws NotUnderstoodException {
        for (String path : call.paths(operands.subList(1, operands.size()))) {
            declare(call, new ModeOverride(path, user, group, mode, recursive));
        }
    }

    /// Declares a change of owner or mode where the path lies: in the composed tree, or in `/var` by tmpfiles.
    static void declare(Call call, ModeOverride change) {
        String path = change.path();
        if (path.startsWith("/tmp/")) {
            call.effects().takeFile(path).ifPresent(file -> call.effects().add(withMode(file, change)));
        } else if (Paths.isComposed(path)) {
            call.effects().add(change);
        } else if (!Paths.isVolatile(path)) {
            TmpfilesLine line = call.effects()
                    .takeCreation(path)
                    .orElse(new TmpfilesLine(change.recursive() ? "Z" : "z", path, "-", "-", "-", "-"));
            TmpfilesLine owned =
                    line.owned(change.user().orElse(line.user()), change.group().orElse(line.group()));
            call.effects().add(change.mode().map(owned::withMode).orElse(owned));
        }
    }

    private static EtcFile withMode(EtcFile file, ModeOverride change) {
        int mode = change.mode().map(m -> m.apply(file.mode(), false)).orElse(file.mode());
        return new EtcFile(file.path(), file.text(), mode);
    }

    private static Outcome setcap(Call call) throws NotUnderstoodException {
        List<String> operands = call.options(Set.of("-n")).operands();
        if (operands.size() != 2) {
            throw call.notUnderstood("it does not grant one set of capabilities to one file");
        }
        call.effects().add(new CapabilityGrant(call.path(operands.get(1)), call.known(operands.get(0))));
        return Outcome.TRUE;
    }

    private static Outcome statOverride(Call call) throws NotUnderstoodException {
        if (call.has("--list")) {
            // Nothing is overridden on a fresh install.
            return Outcome.FALSE;
        }
        if (call.has("--remove")) {
            return Outcome.TRUE;
        }
        List<String> operands = call.options(Set.of("--admindir")).operands();
        if (!call.has("--add") || operands.size() != 4) {
            throw call.notUnderstood("only `--add` and `--list` are known");
        }
        String mode = call.known(operands.get(2));
        if (!mode.matches("[0-7]{1,5}")) {
            throw call.notUnderstood("its mode is not octal");
        }
        declare(
                call,
                new ModeOverride(
                        call.path(operands.get(3)),
                        Optional.of(call.known(operands.get(0))),
                        Optional.of(call.known(operands.get(1))),
                        Optional.of(new ModeExpression(mode)),
                        false));
        return Outcome.TRUE;
    }
}
