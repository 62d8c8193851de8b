package dev.jos.packages.scripts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// adduser(8), addgroup(8) and the commands of the passwd package.
final class AccountCommands {

    private static final Set<String> ADDUSER_VALUED = Set.of(
            "--home",
            "--shell",
            "--uid",
            "--gid",
            "--ingroup",
            "--gecos",
            "--comment",
            "--firstuid",
            "--lastuid",
            "--firstgid",
            "--lastgid",
            "--conf",
            "--add-extra-groups",
            "-c");
    private static final Set<String> USERADD_VALUED = Set.of(
            "-b",
            "-c",
            "-d",
            "-e",
            "-f",
            "-g",
            "-G",
            "-k",
            "-K",
            "-p",
            "-s",
            "-u",
            "--base-dir",
            "--comment",
            "--home-dir",
            "--home",
            "--gid",
            "--groups",
            "--skel",
            "--key",
            "--password",
            "--shell",
            "--uid",
            "-R",
            "--root",
            "-P",
            "--prefix");

    private AccountCommands() {}

    static void addTo(Map<String, CommandRule> rules) {
        rules.put("adduser", AccountCommands::adduser);
        rules.put("addgroup", AccountCommands::addgroup);
        rules.put("useradd", AccountCommands::useradd);
        rules.put("groupadd", AccountCommands::addgroup);
        rules.put("usermod", AccountCommands::usermod);
        rules.put("gpasswd", AccountCommands::gpasswd);
    }

    private static Outcome adduser(Call call) throws NotUnderstoodException {
        Options options = call.options(ADDUSER_VALUED);
        List<String> operands = options.operands();
        if (operands.size() == 2) {
            call.effects().add(new Membership(call.known(operands.get(0)), call.known(operands.get(1))));
            return Outcome.TRUE;
        }
        if (operands.size() != 1) {
            throw call.notUnderstood("it does not name one account");
        }
        if (options.has("--group") && !options.has("--system")) {
            return addgroup(call);
        }
        if (!options.has("--system")) {
            throw call.notUnderstood("it adds an account that is none of the system's");
        }
        boolean ownGroup = options.has("--group");
        Optional<String> group =
                options.value("--ingroup", "--gid").or(() -> ownGroup ? Optional.empty() : Optional.of("nogroup"));
        declare(call, operands.getFirst(), group, options, options.value("--home"));
        return Outcome.TRUE;
    }

    private static Outcome useradd(Call call) throws NotUnderstoodException {
        Options options = call.options(USERADD_VALUED);
        if (options.operands().size() != 1) {
            throw call.notUnderstood("it does not name one account");
        }
        String name = options.operands().getFirst();
        Optional<String> group = options.value("-g", "--gid");
        declare(call, name, group, options, options.value("-d", "--home-dir", "--home"));
        for (String further : options.value("-G", "--groups").orElse("").split(",", -1)) {
            if (!further.isEmpty()) {
                call.effects().add(new Membership(name, call.known(further)));
            }
        }
        return Outcome.TRUE;
    }

    private static void declare(Call call, String name, Optional<String> group, Options options, Optional<String> home)
            throws NotUnderstoodException {
        String directory = Paths.canonical(call.known(home.orElse(UserDeclaration.NO_HOME)));
        String groupName = call.known(group.orElse(name));
        call.effects()
                .add(new UserDeclaration(
                        call.known(name),
                        number(call, options.value("--uid", "-u")),
                        group,
                        call.known(options.value("--gecos", "--comment", "-c").orElse("")),
                        directory,
                        call.known(options.value("--shell", "-s").orElse(UserDeclaration.NO_LOGIN))));
        boolean made = call.name().equals("useradd")
                ? options.has("-m", "--create-home")
                : home.isPresent() && !options.has("--no-create-home");
        boolean lasting = !Paths.isVolatile(directory) && !Paths.isComposed(directory);
        if (made && lasting && !directory.equals(UserDeclaration.NO_HOME)) {
            call.effects().add(TmpfilesLine.directory(directory, 0755, name, groupName));
        }
    }

    private static Outcome addgroup(Call call) throws NotUnderstoodException {
        Options options = call.options(
                call.name().equals("groupadd") ? Set.of("-g", "--gid", "-K", "-R", "-P", "-p") : ADDUSER_VALUED);
        for (String name : options.operands()) {
            call.effects().add(new GroupDeclaration(call.known(name), number(call, options.value("--gid", "-g"))));
        }
        return Outcome.TRUE;
    }

    private static Outcome usermod(Call call) throws NotUnderstoodException {
        Options options = call.options(USERADD_VALUED);
        if (!options.has("-G", "--groups") || options.operands().size() != 1) {
            throw call.notUnderstood("it changes an account that exists");
        }
        for (String group : options.value("-G", "--groups").orElse("").split(",", -1)) {
            call.effects().add(new Membership(call.known(options.operands().getFirst()), call.known(group)));
        }
        return Outcome.TRUE;
    }

    private static Outcome gpasswd(Call call) throws NotUnderstoodException {
        Options options = call.options(Set.of("-a", "--add"));
        Optional<String> user = options.value("-a", "--add");
        if (user.isEmpty() || options.operands().size() != 1) {
            throw call.notUnderstood("only adding a member is known");
        }
        call.effects()
                .add(new Membership(
                        call.known(user.get()), call.known(options.operands().getFirst())));
        return Outcome.TRUE;
    }

    private static OptionalInt number(Call call, Optional<String> value) throws NotUnderstoodException {
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().matches("\\d{1,9}")) {
            throw call.notUnderstood("its id is not known before the script runs");
        }
        return OptionalInt.of(Integer.parseInt(value.get()));
    }
}
