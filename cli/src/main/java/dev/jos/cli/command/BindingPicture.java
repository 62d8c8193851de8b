package dev.jos.cli.command;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Draws a graph of bindings as SVG: libraries on the left, who uses them further right. Moving over a package shows
/// what it is bound to.
final class BindingPicture {

    private static final int MARGIN = 24;
    private static final int COLUMN = 250;
    private static final int ROW = 22;
    private static final int BOX = 170;
    private static final int HEIGHT = 16;
    private static final int TITLE = 48;

    private record Spot(int x, int y) {}

    private final BindingGraph graph;
    private final String title;
    private final Map<String, Spot> spots = new HashMap<>();
    private final int rows;

    BindingPicture(BindingGraph graph, String title) {
        this.graph = graph;
        this.title = title;
        this.rows = graph.columns().stream().mapToInt(List::size).max().orElse(0);
        for (int column = 0; column < graph.columns().size(); column++) {
            List<String> names = graph.columns().get(column);
            // Short columns are spread over the whole height.
            double step = names.isEmpty() ? 0 : (double) rows / names.size();
            for (int row = 0; row < names.size(); row++) {
                int y = TITLE + (int) Math.round((row + 0.5) * step * ROW);
                spots.put(names.get(row), new Spot(MARGIN + column * COLUMN, y));
            }
        }
    }

    String svg() {
        StringBuilder out = new StringBuilder();
        int width = 2 * MARGIN + Math.max(0, graph.columns().size() - 1) * COLUMN + BOX;
        int height = TITLE + rows * ROW + MARGIN;
        out.append("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
                <style>
                text { font: 11px sans-serif; fill: #222 }
                .title { font-size: 14px; font-weight: bold }
                rect { fill: #eef3fa; stroke: #5b7fae }
                path { fill: none; stroke: #5b7fae; stroke-opacity: .3 }
                g:hover rect { fill: #ffe9c4; stroke: #c77700 }
                g:hover path { stroke: #c77700; stroke-opacity: 1; stroke-width: 1.5 }
                </style>
                <rect width="100%%" height="100%%" style="fill: white; stroke: none"/>
                <text class="title" x="%3$d" y="20">%4$s</text>
                <text x="%3$d" y="36">A line leads from a package to one whose libraries it uses; what follows from others is left out. The number counts users.</text>
                """.formatted(width, height, MARGIN, escaped(title)));
        Map<String, Set<String>> essential = graph.essential();
        graph.needs().keySet().forEach(name -> draw(name, essential.getOrDefault(name, Set.of()), out));
        return out.append("</svg>\n").toString();
    }

    private void draw(String name, Set<String> needs, StringBuilder out) {
        Spot at = spot(name);
        out.append("<g><title>").append(escaped(words(name))).append("</title>\n");
        for (String each : needs) {
            Spot to = spot(each);
            int startX = at.x();
            int endX = to.x() + BOX;
            int bend = Math.max(30, (startX - endX) / 2);
            out.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %d C%d %d %d %d %d %d\"/>\n",
                    startX,
                    at.y(),
                    startX - bend,
                    at.y(),
                    endX + bend,
                    to.y(),
                    endX,
                    to.y()));
        }
        out.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>\n"
                .formatted(at.x(), at.y() - HEIGHT / 2, BOX, HEIGHT));
        int users = graph.users(name);
        String label = users > 0 ? name + " · " + users : name;
        out.append("<text x=\"%d\" y=\"%d\">%s</text></g>\n".formatted(at.x() + 5, at.y() + 4, escaped(label)));
    }

    /// What a package is bound to, one provider in each line.
    private String words(String name) {
        StringBuilder words = new StringBuilder(name);
        var needs = graph.needs().get(name);
        if (needs != null) {
            needs.forEach((provider, names) ->
                    words.append('\n').append(provider).append(": ").append(String.join(", ", names)));
        }
        return words.toString();
    }

    private Spot spot(String name) {
        Spot spot = spots.get(name);
        if (spot == null) {
            throw new IllegalArgumentException("`%s` is in no column".formatted(name));
        }
        return spot;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
