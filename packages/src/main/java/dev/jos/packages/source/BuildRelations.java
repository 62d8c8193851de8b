package dev.jos.packages.source;

import dev.jos.packages.Architecture;
import dev.jos.packages.Relation;
import dev.jos.packages.RelationSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what a source package needs to be built (Debian Policy 7.1; <https://wiki.debian.org/BuildProfileSpec>).
///
/// Each reference may be restricted to architectures, `[amd64 !hurd-any]`, and to build profiles, `<!nocheck>
/// <cross>`; those that do not apply are left out.
public final class BuildRelations {

    private final Architecture architecture;
    private final Set<String> profiles;

    /// @param architecture the one that is built for, on itself
    public BuildRelations(Architecture architecture, Set<String> profiles) {
        this.architecture = architecture;
        this.profiles = Set.copyOf(profiles);
    }

    /// The relations of a field such as `Build-Depends` that apply here.
    public List<Relation> parse(String field) throws RelationSyntaxException {
        List<String> applying = new ArrayList<>();
        for (String item : field.split(",", -1)) {
            List<String> alternatives = new ArrayList<>();
            for (String reference : item.split("\\|", -1)) {
                unrestricted(reference, field).ifPresent(alternatives::add);
            }
            if (!alternatives.isEmpty()) {
                applying.add(String.join(" | ", alternatives));
            }
        }
        return Relation.parseField(String.join(", ", applying));
    }

    /// The reference without its restrictions, if they admit it.
    private Optional<String> unrestricted(String reference, String field) throws RelationSyntaxException {
        int bracket = reference.indexOf('[');
        int from = reference.lastIndexOf(')') + 1;
        int angle = reference.indexOf('<', from);
        int end = Math.min(bracket < 0 ? reference.length() : bracket, angle < 0 ? reference.length() : angle);
        String plain = reference.substring(0, end).strip();
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        if (bracket >= 0) {
            int close = reference.indexOf(']', bracket);
            if (close < 0) {
                throw new RelationSyntaxException(field, field.indexOf(reference) + bracket, "`]` after it");
            }
            if (!admitsArchitecture(reference.substring(bracket + 1, close))) {
                return Optional.empty();
            }
        }
        return angle < 0 || admitsProfiles(reference.substring(angle), field) ? Optional.of(plain) : Optional.empty();
    }

    private boolean admitsArchitecture(String list) {
        boolean excluding = false;
        for (String word : list.strip().split("\\s+", -1)) {
            boolean negated = word.startsWith("!");
            if (matches(negated ? word.substring(1) : word)) {
                return !negated;
            }
            excluding |= negated;
        }
        return excluding;
    }

    /// Whether a wildcard of `any`, `linux-any`, `any-amd64`, `gnu-linux-any` … means this architecture.
    private boolean matches(String wildcard) {
        String[] parts = wildcard.split("-", -1);
        String cpu = parts[parts.length - 1];
        String system = parts.length > 1 ? parts[parts.length - 2] : "linux";
        String library = parts.length > 2 ? parts[parts.length - 3] : "gnu";
        return (cpu.equals("any") || cpu.equals(architecture.debianName()))
                && (system.equals("any") || system.equals("linux"))
                && (library.equals("any") || library.equals("gnu"));
    }

    /// Any of the bracketed lists, all terms of which hold.
    private boolean admitsProfiles(String formula, String field) throws RelationSyntaxException {
        int at = 0;
        while (true) {
            int open = formula.indexOf('<', at);
            if (open < 0) {
                return false;
            }
            int close = formula.indexOf('>', open);
            if (close < 0) {
                throw new RelationSyntaxException(field, field.indexOf(formula) + open, "`>` after it");
            }
            if (List.of(formula.substring(open + 1, close).strip().split("\\s+", -1)).stream()
                    .allMatch(this::holds)) {
                return true;
            }
            at = close + 1;
        }
    }

    private boolean holds(String term) {
        return term.startsWith("!") ? !profiles.contains(term.substring(1)) : profiles.contains(term);
    }
}
