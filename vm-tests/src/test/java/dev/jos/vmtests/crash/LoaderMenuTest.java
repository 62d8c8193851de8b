package dev.jos.vmtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LoaderMenuTest {

    private final Map<String, String> files = new LinkedHashMap<>(Map.of("jos/kernel", "", "jos/initrd", ""));

    @Test
    void the_default_pattern_goes_before_sort_keys_and_those_before_versions() throws IOException {
        files.put("loader/loader.conf", "timeout 0\ndefault jos-b-*\n");
        entry("jos-a-000009", "jos-0", "9");
        entry("jos-b-000002", "jos-1", "2");
        entry("jos-b-000010", "jos-1", "10");
        entry("jos-b-000001+3", "jos-0", "1");

        assertThat(order()).containsExactly("jos-b-000001", "jos-b-000010", "jos-b-000002", "jos-a-000009");
    }

    @Test
    void an_entry_without_attempts_comes_last_among_those_that_match() throws IOException {
        files.put("loader/loader.conf", "default jos-a-*\n");
        entry("jos-a-000003+0-3", "jos-0", "3");
        entry("jos-a-000002+1-2", "jos-1", "2");

        assertThat(order()).containsExactly("jos-a-000002", "jos-a-000003");
    }

    @Test
    void an_entry_whose_kernel_is_not_there_is_none() throws IOException {
        entry("jos-a-000001", "jos-0", "1");
        files.remove("jos/kernel");

        assertThat(order()).isEmpty();
    }

    @Test
    void names_that_the_loader_does_not_look_at_do_not_count() throws IOException {
        entry(".jos-a-000001", "jos-0", "1");
        entry("auto-windows", "jos-0", "1");
        files.put("loader/entries/jos-a-000001.conf.tmp", "linux /jos/kernel\n");

        assertThat(order()).isEmpty();
    }

    @Test
    void a_lost_configuration_leaves_the_order_of_all_entries() throws IOException {
        entry("jos-b-000002", "jos-1", "2");
        entry("jos-a-000001", "jos-0", "1");

        assertThat(order()).containsExactly("jos-a-000001", "jos-b-000002");
    }

    private void entry(String name, String sortKey, String version) {
        files.put(
                "loader/entries/" + name + ".conf",
                "title x\nsort-key   " + sortKey + "\nversion " + version
                        + "\nlinux /jos/kernel\ninitrd /jos/initrd\noptions a b\n");
    }

    private List<String> order() throws IOException {
        return LoaderMenu.read(new Files()).items().stream()
                .map(LoaderMenu.Item::id)
                .toList();
    }

    private final class Files implements Volume {

        @Override
        public Content file(String path) throws IOException {
            String text = files.get(path);
            if (text == null) {
                throw new IOException(path);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            MemorySegment disk = MemorySegment.ofArray(java.util.Arrays.copyOf(bytes, WriteLog.SECTOR));
            return new Content(DiskState.of(new Media(disk, disk)), bytes.length, List.of(new Content.Run(0, 1)));
        }

        @Override
        public Set<String> names(String path) {
            Set<String> names = new TreeSet<>();
            files.keySet().stream()
                    .filter(file -> file.startsWith(path + "/"))
                    .forEach(file -> names.add(file.substring(path.length() + 1)));
            return names;
        }
    }
}
