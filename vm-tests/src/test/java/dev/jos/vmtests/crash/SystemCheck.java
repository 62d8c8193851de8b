package dev.jos.vmtests.crash;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says what a disk would boot, and whether all of it is there: the kernel and the initrd, the generation with its
/// record, its view, and every object that the view shows, each by the digest of its content.
///
/// What was read once is remembered by where it lay, so that thousands of states of one disk are checked in minutes.
final class SystemCheck {

    private static final Pattern SYSTEM = Pattern.compile("(?:^| )jos\\.system=([0-9a-f]{64})(?: |$)");
    private static final Pattern NUMBER = Pattern.compile("jos-[ab]-0*(\\d+)");
    private static final Pattern REDIRECT = Pattern.compile("overlay\\.redirect(/[0-9a-f]{2}/[0-9a-f]{62}(?:\\.x)?)");

    private final long bootPartition;
    private final long rootPartition;
    private final Map<Content.Key, String> digests = new HashMap<>();
    private final Map<Content.Key, JsonObject> manifests = new HashMap<>();
    private final Map<Content.Key, Footprints> complete = new HashMap<>();
    private final Map<Content.Key, List<String>> views = new HashMap<>();
    private final Map<Content.Key, Map<String, Integer>> directories = new HashMap<>();

    /// @param problem what is wrong; empty if all is well
    /// @param generation what starts, by its number; 0 if nothing does
    /// @param fallbacks how many others are complete
    record Verdict(String problem, int generation, String system, int fallbacks, Marks marks) {

        boolean isGood() {
            return problem.isEmpty();
        }
    }

    /// What is on the disk by which the steps of a switch are told apart.
    ///
    /// @param entries names of boot entries that are complete files
    /// @param intent what the intent says, without units; empty if there is none
    record Marks(List<String> entries, List<String> blobs, String loader, List<String> generations, String intent) {}

    /// @param bootPartition the sector where it begins, as is `rootPartition`
    SystemCheck(long bootPartition, long rootPartition) {
        this.bootPartition = bootPartition;
        this.rootPartition = rootPartition;
    }

    Verdict check(DiskState disk) {
        Marks none = new Marks(List.of(), List.of(), "", List.of(), "");
        try {
            Volume boot = new FatVolume(disk.from(bootPartition));
            Ext4Volume root = new Ext4Volume(disk.from(rootPartition), directories);
            Marks marks = marks(boot, root);
            List<LoaderMenu.Item> items = LoaderMenu.read(boot).items();
            if (items.isEmpty()) {
                return new Verdict("the boot loader has nothing to start", 0, "", 0, marks);
            }
            List<String> problems =
                    items.stream().map(item -> problem(item, boot, root)).toList();
            LoaderMenu.Item first = items.getFirst();
            int others = (int) problems.stream().skip(1).filter(String::isEmpty).count();
            return new Verdict(problems.getFirst(), number(first), system(first), others, marks);
        } catch (IOException | RuntimeException e) {
            return new Verdict("unreadable: " + e, 0, "", 0, none);
        }
    }

    private static Marks marks(Volume boot, Volume root) throws IOException {
        String loader = text(boot, "loader/loader.conf")
                .lines()
                .filter(line -> line.startsWith("default "))
                .findFirst()
                .orElse("");
        List<String> entries = boot.names("loader/entries").stream()
                .filter(name -> name.matches("jos-.*\\.conf"))
                .sorted()
                .toList();
        List<String> blobs = boot.names("jos").stream()
                .filter(name -> name.matches("[0-9a-f]{64}\\..*"))
                .sorted()
                .toList();
        List<String> generations = root.names("jos/generations/system").stream()
                .filter(name -> name.matches("\\d+"))
                .sorted()
                .toList();
        String intent = "";
        if (root.names("jos").contains("activation")
                && root.names("jos/activation").contains("intent.json")) {
            intent = JsonParser.parseString(text(root, "jos/activation/intent.json"))
                    .getAsJsonObject()
                    .get("phase")
                    .getAsString();
        }
        return new Marks(entries, blobs, loader, generations, intent);
    }

    /// What an entry lacks; empty if it boots a complete system.
    private String problem(LoaderMenu.Item item, Volume boot, Ext4Volume root) {
        try {
            String id = system(item);
            if (id.isEmpty()) {
                throw new IOException("its entry names no system");
            }
            String directory = "jos/systems/" + id + "/";
            Content manifest = root.file(directory + "generation.json");
            same("its manifest", id, manifest);
            JsonObject json = json(manifest);
            same("its kernel", digest(json, "kernel"), boot.file(item.linux().substring(1)));
            if (item.initrds().size() != 1) {
                throw new IOException("it has " + item.initrds().size() + " initrds");
            }
            same(
                    "its initrd",
                    digest(json, "initrd"),
                    boot.file(item.initrds().getFirst().substring(1)));
            Content view = root.file(directory + "view.erofs");
            same("its view", digest(json, "viewImage"), view);
            same("its initrd in the store", digest(json, "initrd"), root.file(directory + "initrd"));
            objects(view, root);
            record(item, id, root);
            return "";
        } catch (IOException | RuntimeException e) {
            return item.id() + ": " + e.getMessage();
        }
    }

    private void objects(Content view, Ext4Volume root) throws IOException {
        Footprints seen = complete.computeIfAbsent(view.key(), key -> new Footprints());
        if (seen.covers(root.disk())) {
            return;
        }
        BitSet sectors = new BitSet();
        for (String path : shown(view)) {
            Content object = root.file("jos/store/objects" + path);
            object.addTo(sectors);
            same("an object", hex(path), object);
        }
        sectors.or(root.read());
        seen.add(sectors, root.disk());
    }

    /// The digest in `/ab/cdef…` or `/ab/cdef….x`.
    private static String hex(String path) {
        return path.substring(1, 3) + path.substring(4, 66);
    }

    /// The objects that a view shows, found without reading its structure: each file names its own.
    private List<String> shown(Content view) throws IOException {
        Content.Key key = view.key();
        List<String> known = views.get(key);
        if (known == null) {
            known = new ArrayList<>();
            Matcher redirects = REDIRECT.matcher(new String(view.bytes(), StandardCharsets.ISO_8859_1));
            while (redirects.find()) {
                known.add(redirects.group(1));
            }
            known = known.stream().distinct().toList();
            if (known.size() < 1000) {
                throw new IOException("its view shows only " + known.size() + " objects");
            }
            views.put(key, known);
        }
        return known;
    }

    private static void record(LoaderMenu.Item item, String id, Volume root) throws IOException {
        String record = text(root, "jos/generations/system/" + number(item));
        String system =
                JsonParser.parseString(record).getAsJsonObject().get("system").getAsString();
        if (!system.equals(id)) {
            throw new IOException("its record names another system");
        }
    }

    private void same(String what, String expected, Content content) throws IOException {
        Content.Key key = content.key();
        String digest = digests.get(key);
        if (digest == null) {
            digest = sha256(content.bytes());
            digests.put(key, digest);
        }
        if (!digest.equals(expected)) {
            throw new IOException(what + " has another content: " + expected);
        }
    }

    private static String digest(JsonObject json, String key) {
        return json.getAsJsonObject(key).get("sha256").getAsString();
    }

    private JsonObject json(Content content) throws IOException {
        try {
            return manifests.computeIfAbsent(
                    content.key(), key -> JsonParser.parseString(new String(content.bytes(), StandardCharsets.UTF_8))
                            .getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("its manifest is no JSON", e);
        }
    }

    private static String text(Volume volume, String path) throws IOException {
        return new String(volume.file(path).bytes(), StandardCharsets.UTF_8);
    }

    private static int number(LoaderMenu.Item item) {
        Matcher matcher = NUMBER.matcher(item.id());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static String system(LoaderMenu.Item item) {
        Matcher matcher = SYSTEM.matcher(item.options());
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
