package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.archive.RelationKind;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.scripts.Uncovered;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos package show`
final class PackageShow implements CliCommand {

    private static final int KIBIBYTE = 1024;

    @Override
    public CommandSpec spec() {
        return Syntax.command("show", "Show what is known about a package.")
                .description(
                        "For a package in the store that includes what replaces its maintainer scripts, and which of"
                                + " their statements nothing accounts for.")
                .argument("NAME", "The package.")
                .flag("--import", "Bring it into the store first if it is not there.")
                .example("jos package show openssh-server", "Show version, relations and declarations.")
                .example("jos package show --import exim4-config", "Look into its maintainer scripts too.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        Session session = invocation.session();
        Libraries libraries = Libraries.of(session);
        PackageIndex index = libraries.archive().indexOrRefresh(Libraries.machine(), session.progress());
        IndexedPackage found =
                PackageLookup.newest(index, invocation.argument(0).orElseThrow());
        Optional<ImportedPackage> imported = invocation.flag("--import")
                ? Optional.of(PackageLookup.imported(libraries, found, session.progress()))
                : libraries.importer().imported(found.locked());
        if (invocation.json()) {
            invocation.console().print(json(found, imported));
        } else {
            print(found, invocation.console());
            imported.ifPresent(each -> print(each, invocation.console()));
        }
        return 0;
    }

    private static void print(IndexedPackage found, Console console) {
        console.print(console.outputStyle().bold(found.name()) + " " + found.version());
        console.print("  " + found.description());
        console.print("  suite      " + found.locked().suite());
        console.print("  section    " + found.section());
        console.print(
                "  source     " + found.locked().source() + " " + found.locked().sourceVersion());
        console.print("  download   " + Amounts.bytes(found.locked().size()));
        console.print("  installed  " + Amounts.bytes(found.installedSize() * KIBIBYTE));
        for (RelationKind kind : RelationKind.values()) {
            if (!found.relations(kind).isEmpty()) {
                String text = String.join(
                        ", ",
                        found.relations(kind).stream().map(Object::toString).toList());
                console.print("  " + kind.field() + ": " + text);
            }
        }
    }

    private static void print(ImportedPackage imported, Console console) {
        Declarations declarations = imported.declarations();
        console.print("  tree       " + imported.tree() + " (" + Amounts.bytes(imported.unpackedSize()) + ")");
        console.print("  replaced maintainer scripts:");
        count(console, declarations.units().size(), "unit enablement");
        count(console, declarations.users().size(), "user");
        count(console, declarations.groups().size(), "group");
        count(console, declarations.alternatives().size(), "alternative");
        count(console, declarations.modes().size(), "mode");
        count(console, declarations.tmpfiles().size(), "tmpfiles line");
        count(console, declarations.triggers().size(), "trigger");
        if (declarations.uncovered().isEmpty()) {
            console.print("    nothing is left uncovered");
        }
        for (Uncovered each : declarations.uncovered()) {
            console.print("    " + console.outputStyle().yellow("not covered") + ": " + each.script() + ":"
                    + each.line() + " `" + each.statement() + "`: " + each.why());
        }
    }

    private static void count(Console console, int number, String singular) {
        if (number > 0) {
            console.print("    " + Amounts.count(number, singular));
        }
    }

    private static JsonObject json(IndexedPackage found, Optional<ImportedPackage> imported) {
        JsonObject json = PackageSearch.json(found);
        json.addProperty("source", found.locked().source());
        json.addProperty("downloadBytes", found.locked().size());
        json.addProperty("installedBytes", found.installedSize() * KIBIBYTE);
        json.addProperty("sha256", found.locked().sha256().hex());
        JsonObject relations = new JsonObject();
        for (RelationKind kind : RelationKind.values()) {
            JsonArray each = new JsonArray();
            found.relations(kind).forEach(relation -> each.add(relation.toString()));
            relations.add(kind.field(), each);
        }
        json.add("relations", relations);
        imported.ifPresent(each -> {
            json.addProperty("tree", each.tree().toString());
            JsonArray uncovered = new JsonArray();
            for (Uncovered statement : each.declarations().uncovered()) {
                JsonObject entry = new JsonObject();
                entry.addProperty("script", statement.script());
                entry.addProperty("line", statement.line());
                entry.addProperty("statement", statement.statement());
                entry.addProperty("why", statement.why());
                uncovered.add(entry);
            }
            json.add("uncovered", uncovered);
        });
        return json;
    }
}
