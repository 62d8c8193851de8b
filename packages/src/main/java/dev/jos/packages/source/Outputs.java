package dev.jos.packages.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which package has which of the installed files.
///
/// @param files the paths of files and links of each package, relative to the root
record Outputs(SortedMap<String, List<String>> files) {

    /// Where packages may have files: the short names lead into `/usr`.
    private static final Set<String> PLACES = Set.of("usr", "etc", "var", "bin", "sbin", "lib", "lib64");

    /// Divides what is below `installed` among the outputs of `recipe`.
    ///
    /// @throws OutputsRefused with all that does not fit
    static Outputs divide(Recipe recipe, Path installed) throws IOException {
        List<OutputsRefused.Problem> problems = new ArrayList<>();
        List<String> paths = paths(installed, problems);
        SortedMap<String, List<PathPattern>> patterns = new TreeMap<>();
        SortedMap<String, List<String>> files = new TreeMap<>();
        recipe.outputs().forEach((output, texts) -> {
            patterns.put(output, texts.stream().map(PathPattern::of).toList());
            files.put(output, new ArrayList<>());
        });
        patterns.forEach((output, each) -> each.stream()
                .filter(pattern -> paths.stream().noneMatch(pattern::matches))
                .forEach(pattern -> problems.add(new OutputsRefused.MatchesNothing(output, pattern.text()))));
        for (String path : paths) {
            List<String> owners = owners(path, patterns);
            if (owners.isEmpty()) {
                problems.add(new OutputsRefused.Unclaimed(path));
            } else if (owners.size() > 1) {
                problems.add(new OutputsRefused.ClaimedTwice(path, owners));
            } else {
                files.getOrDefault(owners.getFirst(), new ArrayList<>()).add(path);
            }
        }
        if (!problems.isEmpty()) {
            throw new OutputsRefused(recipe.name(), problems, paths);
        }
        return new Outputs(files);
    }

    private static List<String> owners(String path, Map<String, List<PathPattern>> patterns) {
        return patterns.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(pattern -> pattern.matches(path)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> paths(Path installed, List<OutputsRefused.Problem> problems) throws IOException {
        List<String> paths = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(installed)) {
            for (Path each : walk.sorted().toList()) {
                String path = installed.relativize(each).toString();
                if (Files.isSymbolicLink(each) || Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    paths.add(path);
                    if (!PLACES.contains(path.substring(0, Math.max(0, path.indexOf('/'))))) {
                        problems.add(new OutputsRefused.Misplaced(path));
                    }
                } else if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    problems.add(new OutputsRefused.Special(path));
                }
            }
        }
        return paths;
    }
}
