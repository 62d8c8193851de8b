package dev.jos.packages.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceLineTest {

    @Test
    void a_file_is_looked_for_whether_it_is_there_or_not() {
        assertThat(
                        FileTracer.event(
                                "25163 openat(AT_FDCWD</build/source>, \"/usr/include/greet.h\", O_RDONLY) = 3</usr/include/greet.h>"))
                .contains(new FileTracer.Looked("/usr/include/greet.h"));
        assertThat(FileTracer.event("7 access(\"/usr/include/no.h\", R_OK) = -1 ENOENT (No such file or directory)"))
                .contains(new FileTracer.Looked("/usr/include/no.h"));
    }

    @Test
    void a_call_that_another_process_interrupts_counts_once() {
        assertThat(FileTracer.event("25164 newfstatat(AT_FDCWD</tmp>, \"/usr/bin/cc\",  <unfinished ...>"))
                .contains(new FileTracer.Looked("/usr/bin/cc"));
        assertThat(FileTracer.event("25164 <... newfstatat resumed>{st_mode=S_IFREG|0755, st_size=1}, 0) = 0"))
                .isEmpty();
    }

    @Test
    void a_relative_path_begins_where_the_call_says() {
        assertThat(FileTracer.event("1 newfstatat(3</usr/include>, \"greet/greet.h\", {st_mode=0}, 0) = 0"))
                .contains(new FileTracer.Looked("/usr/include/greet/greet.h"));
        assertThat(FileTracer.event("1 execve(\"./configure\", [\"./configure\"], 0x7ffe /* 9 vars */) = 0"))
                .contains(new FileTracer.Looked("./configure"));
    }

    @Test
    void names_in_a_directory_are_read() {
        assertThat(FileTracer.event("25163 getdents64(3</usr/include>, 0x55a8 /* 3 entries */, 32768) = 80"))
                .contains(new FileTracer.Listed("/usr/include"));
    }

    @Test
    void a_process_that_goes_elsewhere_is_followed() {
        assertThat(FileTracer.event("9 chdir(\"/usr/share\") = 0")).contains(new FileTracer.Went("/usr/share"));
        assertThat(FileTracer.event("9 fchdir(3</usr/share>) = 0")).contains(new FileTracer.Went("/usr/share"));
    }
}
