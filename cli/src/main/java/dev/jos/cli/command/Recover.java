package dev.jos.cli.command;

import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.activator.switching.Intent;
import dev.jos.activator.switching.Recovery.Finding;
import dev.jos.activator.switching.SwitchProblem;
import dev.jos.cli.error.CommandProblem;
import dev.jos.host.InterProcessLock;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos recover`
final class Recover implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("recover", "Bring a switch that was interrupted to its end.")
                .description(
                        "Looks whether a switch was killed, and takes it back if so. A machine does this by itself,"
                                + " and so does every `jos switch`; it may be repeated at any time.")
                .example("jos recover", "Say what became of the last switch, and set it right.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        LiveSession machine = new LiveSession(invocation.session());
        Finding finding = machine.recovery().look();
        if (finding instanceof Finding.Ended) {
            return say(finding, "ended", invocation);
        }
        // Between the note of a switch and the start of its worker, only who asked for it shows that it goes on.
        Optional<InterProcessLock> lock =
                InterProcessLock.tryExclusive(machine.journal().lock());
        try {
            Finding now = machine.recovery().look();
            return lock.isPresent() || isOfWorker(invocation.session())
                    ? say(now, recover(machine, now, invocation), invocation)
                    : say(goingOn(now, machine), "goes-on", invocation);
        } finally {
            lock.ifPresent(InterProcessLock::close);
        }
    }

    /// Whether the service of the switch itself asks, after its process has ended; see systemd.exec(5).
    private static boolean isOfWorker(Session session) {
        return session.environment().containsKey("SERVICE_RESULT");
    }

    private static Finding goingOn(Finding finding, LiveSession machine) throws IOException {
        return machine.journal().read().<Finding>map(Finding.GoesOn::new).orElse(finding);
    }

    private static int say(Finding finding, String word, Invocation invocation) {
        String sentence =
                switch (finding) {
                    case Finding.Ended() -> "No switch was interrupted.";
                    case Finding.GoesOn(Intent intent) -> "The switch to generation " + intent.number() + " goes on.";
                    case Finding.StartedAgain(Intent intent) ->
                        "The switch to generation " + intent.number()
                                + " was interrupted when the machine stopped. It runs one system, complete.";
                    case Finding.NotBegun(Intent intent) ->
                        "The switch to generation " + intent.number() + " was given up before anything was changed.";
                    case Finding.Kept(Intent intent) ->
                        "The switch to generation " + intent.number() + " was complete but for the boot loader.";
                    case Finding.Killed(Intent intent) ->
                        "The switch to generation " + intent.number()
                                + " was interrupted; the system before runs again.";
                };
        if (invocation.json()) {
            JsonObject json = new JsonObject();
            json.addProperty("found", word);
            invocation.console().print(json);
        } else {
            invocation.console().print(sentence);
        }
        return 0;
    }

    /// What is left of a switch that went well: the machine boots the new system.
    private static void keep(LiveSession machine, Intent intent, Invocation invocation) throws IOException {
        Optional<Generation> generation = new Generations(
                        invocation.session().root(),
                        intent.profile(),
                        invocation.session().files())
                .find(intent.number());
        if (intent.bootDefault() && generation.isPresent()) {
            machine.boot().choose(Activate.system(invocation, intent.to()), generation.get());
        }
    }

    /// Does what there is to do; returns what was found, in one word.
    static String recover(LiveSession machine, Finding finding, Invocation invocation) throws IOException {
        return switch (finding) {
            case Finding.Ended() -> "ended";
            case Finding.GoesOn other -> "goes-on";
            case Finding.StartedAgain other -> {
                machine.recovery().forget();
                yield "started-again";
            }
            case Finding.NotBegun other -> {
                machine.recovery().forget();
                yield "not-begun";
            }
            case Finding.Kept(Intent intent) -> {
                keep(machine, intent, invocation);
                machine.recovery().forget();
                yield "kept";
            }
            case Finding.Killed(Intent intent) -> {
                List<SwitchProblem> notices = machine.activation(new SwitchWords(invocation.console()))
                        .takeBack(
                                intent,
                                machine.side(Activate.system(invocation, intent.from())),
                                machine.side(Activate.system(invocation, intent.to())));
                notices.forEach(each -> invocation.console().note("note: " + SwitchWords.sentence(each)));
                yield "taken-back";
            }
        };
    }
}
