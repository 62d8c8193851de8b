package dev.jos.modules.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineFormatsTest {

    @Test
    void sections_of_an_ini_file_come_in_the_order_in_which_they_are_named() {
        var file = new IniFile()
                .set("server", "port", "80")
                .set("client", "host", "a\n[evil]\nb")
                .set("server", "name", " x ")
                .set("", "global", "1");

        assertThat(file.toString()).isEqualTo("""
                global = 1

                [server]
                port = 80
                name = x

                [client]
                host = a [evil] b
                """);
    }

    @Test
    void settings_become_sections_and_lists_several_lines() {
        var settings = new Settings()
                .set("debug", true)
                .table("mysqld", section -> section.set("port", 3306).set("plugin", List.of("a", "b")))
                .toData();

        assertThat(new IniFile("=").settings(settings).toString()).isEqualTo("""
                debug=true

                [mysqld]
                plugin=a
                plugin=b
                port=3306
                """);
    }

    @Test
    void no_value_of_an_ini_file_starts_a_line() {
        RandomData.forEachWords(words -> {
            var file = new IniFile("=");
            words.forEach(word -> file.set("section", "key", word));

            var lines = file.toString().split("\n", -1);
            assertThat(lines).hasSize(words.size() + 2);
            assertThat(List.of(lines).subList(1, words.size() + 1))
                    .allSatisfy(line -> assertThat(line).startsWith("key="));
        });
    }

    @Test
    void a_shell_takes_assignments_literally() {
        RandomData.forEachWords(words -> {
            var file = KeyValueFile.shell();
            words.forEach(word -> file.set("KEY", word));

            assertThat(shellWords(file.toString()))
                    .isEqualTo(words.stream()
                            .map(word -> "KEY=" + word.replace("\r", "").replace('\n', ' '))
                            .toList());
        });
    }

    @Test
    void a_shell_takes_words_apart_as_they_were() {
        RandomData.forEachWords(
                words -> assertThat(shellWords(ShellWords.joined(words))).isEqualTo(words));
    }

    @Test
    void systemd_reads_lines_of_a_unit_as_they_were() {
        RandomData.forEachWords(words -> {
            var file = new UnitFile();
            words.forEach(word -> file.assign("Section", "Key", word));
            file.assign("Section", "Last", "end");

            var expected = new ArrayList<>(words.stream()
                    .map(word -> "Key="
                            + word.replace("\r", "")
                                    .replace("\\\n", " ")
                                    .replace('\n', ' ')
                                    .strip())
                    .toList());
            expected.add("Last=end");
            assertThat(unitLines(file.toString())).isEqualTo(expected);
        });
    }

    @Test
    void nginx_takes_words_apart_as_they_were() {
        RandomData.forEachWords(words -> {
            var file = new NginxFile().directive("name", words);
            var expected = new ArrayList<>(List.of("name"));
            expected.addAll(words);

            assertThat(nginxWords(file.toString())).isEqualTo(expected);
        });
    }

    @Test
    void truth_is_yes_or_no_among_key_and_value() {
        var settings =
                new Data.Table(Map.of("A", Data.of(true), "B", new Data.Items(List.of(Data.of("x"), Data.of(2)))));

        assertThat(new KeyValueFile(" ").settings(settings).toString()).isEqualTo("A yes\nB x\nB 2\n");
    }

    /// POSIX 2.2, as far as single quotes and backslashes go; a line break separates words here.
    private static List<String> shellWords(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inQuotes = false;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                inQuotes = !inQuotes;
                any = true;
            } else if (inQuotes) {
                word.append(c);
            } else if (c == '\\') {
                word.append(text.charAt(++i));
            } else if (c == ' ' || c == '\n') {
                if (any) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
            } else {
                assertThat("$`\"#;&|<>*?[]{}()~!\t".indexOf(c))
                        .as("unquoted %s", c)
                        .isNegative();
                word.append(c);
                any = true;
            }
        }
        if (any) {
            words.add(word.toString());
        }
        return words;
    }

    /// systemd.syntax(7), as config_parse of systemd reads it.
    private static List<String> unitLines(String text) {
        var lines = new ArrayList<String>();
        String continuation = "";
        for (String line : text.lines().toList()) {
            boolean comment = line.startsWith("#") || line.startsWith(";");
            if (comment || (line.startsWith("[") && continuation.isEmpty())) {
                continue;
            }
            int backslashes = line.length() - line.replaceAll("\\\\+$", "").length();
            if (backslashes % 2 == 1) {
                continuation += line.substring(0, line.length() - 1) + " ";
            } else {
                lines.add((continuation + line).strip());
                continuation = "";
            }
        }
        return lines;
    }

    /// As ngx_conf_read_token reads it.
    private static List<String> nginxWords(String text) {
        var words = new ArrayList<String>();
        int i = 0;
        while (text.charAt(i) != ';') {
            var word = new StringBuilder();
            if (text.charAt(i) == '"') {
                for (i++; text.charAt(i) != '"'; i++) {
                    boolean escape = text.charAt(i) == '\\' && "\"\\".indexOf(text.charAt(i + 1)) >= 0;
                    word.append(text.charAt(escape ? ++i : i));
                }
                i++;
            } else {
                for (; " ;".indexOf(text.charAt(i)) < 0; i++) {
                    word.append(text.charAt(i));
                }
            }
            words.add(word.toString());
            if (text.charAt(i) == ' ') {
                i++;
            }
        }
        return words;
    }
}
