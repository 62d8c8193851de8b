import static dev.jos.config.Option.option;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.Content;
import dev.jos.modules.ContentFile;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.services.Nginx;
import dev.jos.modules.units.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Small web applications: each is served by a process of its own, behind an encrypted site of nginx.
public final class Webapp implements SystemModule {

    static final Option<String> DOMAIN = option("domain", nonEmptyString(), "The host name of the application.")
            .example("app.example.org");

    static final Option<Integer> PORT =
            option("port", port(), "The port of this machine on which the application listens.").defaultsTo(8000);

    static final Option<SortedMap<String, String>> FILES =
            option("files", mapOf("file", lines()), "The files that the application serves, by name.")
                    .defaultsTo(new TreeMap<>());

    public static final Option<SortedMap<String, EvaluatedConfig>> APPS =
            option("webapps", mapOf("name", submodule(DOMAIN, PORT, FILES)), "Web applications, by name.")
                    .defaultsTo(new TreeMap<>());

    @Override
    public List<Option<?>> options() {
        return List.of(APPS);
    }

    /// Each application gets a site of nginx, as if the configuration had said so.
    @Override
    public void define(Definitions define) {
        Definitions whereUsed = define.when(config -> !config.get(APPS).isEmpty());
        whereUsed.suggest(Nginx.ENABLE, config -> true);
        whereUsed.setData(Nginx.HOSTS, config -> {
            var sites = new HashMap<String, Data>();
            config.get(APPS).values().forEach(app -> sites.put(app.get(DOMAIN), site(app)));
            return new Data.Table(sites);
        });
    }

    private static Data site(EvaluatedConfig app) {
        Data address = Data.of("http://127.0.0.1:" + app.get(PORT));
        Data location = new Data.Table(Map.of("proxyPass", address));
        return new Data.Table(Map.of(
                "locations", new Data.Table(Map.of("/", location)),
                "tls", new Data.Table(Map.of("acme", Data.of(true)))));
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        var ports = new HashMap<Integer, EvaluatedConfig>();
        config.get(APPS).forEach((name, app) -> {
            var other = ports.putIfAbsent(app.get(PORT), app);
            if (other != null) {
                system.problem(Problem.error("Two web applications listen on port `%d`.".formatted(app.get(PORT)))
                        .about(app, PORT, "`%s`".formatted(name))
                        .about(other, PORT, "`%s`".formatted(other.name()))
                        .hint("Give one of them another `port`."));
            }
            contribute(name, app, system);
        });
    }

    private static void contribute(String name, EvaluatedConfig app, SystemDefinition system) {
        String directory = "usr/share/webapps/" + name;
        app.get(FILES).forEach((file, text) ->
                system.contentFile(new ContentFile(directory + "/" + file, Content.text(text + "\n"), 0644)));
        system.installPackage("python3");
        system.unit(Unit.service("webapp-" + name)
                .description("Web application " + name)
                .exec("/usr/bin/python3", "-m", "http.server", "--bind", "127.0.0.1", "--directory", "/" + directory,
                        String.valueOf(app.get(PORT)))
                .dynamicUser()
                .restartOnFailure()
                .wantedBy("multi-user.target"));
        system.healthCheck(HealthCheck.tcpAnswers("webapp-" + name, app.get(PORT)));
    }
}
