package dev.jos.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Merges layers into one view.
///
/// - A path that only one layer has is taken.
/// - Directories merge. Owner, mode and extended attributes are those of the first layer that has the directory,
///   the time is the newest of all, as if the files had been put there one after the other.
/// - Files of equal content and attributes merge, whatever their times (the newest is taken), and so do links with
///   equal targets.
/// - All else is a collision, which the policy decides or the composition fails with. If the winner is no
///   directory, what the losers have below that path goes too.
public final class ViewComposer {

    private ViewComposer() {}

    /// Merges `layers`, of which earlier ones go first where the order matters.
    ///
    /// @throws CollisionException with all collisions that `policy` does not decide
    public static View compose(List<Layer> layers, CollisionPolicy policy) throws CollisionException {
        return new Composition(policy).compose(claims(layers));
    }

    /// What all layers have, sorted by path; for one path, in the order of the layers.
    private static Claim[] claims(List<Layer> layers) {
        Claim[] claims =
                new Claim[layers.stream().mapToInt(layer -> layer.tree().size()).sum()];
        int count = 0;
        for (Layer layer : layers) {
            for (Entry entry : layer.tree().entries()) {
                claims[count++] = new Claim(entry, layer);
            }
        }
        // Stable, and made for joining runs that are sorted already.
        Arrays.sort(claims, Comparator.comparing(Claim::path, TreePath.ORDER));
        return claims;
    }

    private record Claim(Entry entry, Layer layer) {

        String path() {
            return entry.path();
        }

        Node node() {
            return entry.node();
        }
    }

    private static final class Composition {

        private final CollisionPolicy policy;
        private final List<Collision> collisions = new ArrayList<>();
        private final List<View.Decision> decisions = new ArrayList<>();
        private final List<View.Disagreement> disagreements = new ArrayList<>();

        Composition(CollisionPolicy policy) {
            this.policy = policy;
        }

        View compose(Claim[] claims) throws CollisionException {
            if (claims.length == 0) {
                return new View(Tree.EMPTY, List.of(), List.of());
            }
            Entry[] entries = new Entry[claims.length];
            int count = 0;
            for (int start = 0; start < claims.length; ) {
                int end = endOfPath(claims, start);
                Entry entry = end - start == 1
                        ? claims[start].entry()
                        : merge(Arrays.asList(claims).subList(start, end));
                entries[count++] = entry;
                start = entry.node() instanceof Directory ? end : endBelow(claims, end, entry.path());
            }
            if (!collisions.isEmpty()) {
                throw new CollisionException(collisions);
            }
            return new View(new Tree(Arrays.copyOf(entries, count)), decisions, disagreements);
        }

        private static int endOfPath(Claim[] claims, int start) {
            int end = start + 1;
            while (end < claims.length && claims[end].path().equals(claims[start].path())) {
                end++;
            }
            return end;
        }

        private static int endBelow(Claim[] claims, int from, String path) {
            int end = from;
            while (end < claims.length && TreePath.isBelow(claims[end].path(), path)) {
                end++;
            }
            return end;
        }

        private Entry merge(List<Claim> claims) {
            Claim first = claims.getFirst();
            if (claims.stream().allMatch(claim -> claim.node() instanceof Directory)) {
                return mergeDirectories(claims);
            }
            if (claims.stream().allMatch(claim -> sameButForTime(claim.node(), first.node()))) {
                return newest(claims, first);
            }
            List<String> layers =
                    claims.stream().map(claim -> claim.layer().name()).toList();
            Collision collision = new Collision(first.path(), layers);
            Optional<String> winner = policy.winner(first.path(), layers);
            if (winner.isEmpty()) {
                collisions.add(collision);
                return first.entry();
            }
            decisions.add(new View.Decision(collision, winner.get()));
            return claims.get(layers.indexOf(winner.get())).entry();
        }

        private Entry mergeDirectories(List<Claim> claims) {
            Claim first = claims.getFirst();
            for (Claim claim : claims) {
                if (!sameButForTime(claim.node(), first.node())) {
                    disagreements.add(new View.Disagreement(
                            first.path(), first.layer().name(), claim.layer().name()));
                }
            }
            return newest(claims, first);
        }

        private static boolean sameButForTime(Node left, Node right) {
            long time = right.attributes().mtime();
            return left.with(left.attributes().withMtime(time)).equals(right);
        }

        private static Entry newest(List<Claim> claims, Claim first) {
            Attributes attributes = first.node().attributes();
            long newest = attributes.mtime();
            for (Claim claim : claims) {
                newest = Math.max(newest, claim.node().attributes().mtime());
            }
            return newest == attributes.mtime()
                    ? first.entry()
                    : new Entry(first.path(), first.node().with(attributes.withMtime(newest)));
        }
    }
}
