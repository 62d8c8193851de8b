package dev.jos.packages.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DeclarationsJsonTest {

    @Test
    void what_is_written_is_read_again() throws IOException {
        Declarations declarations = Declarations.builder()
                .add(UnitEnablement.system("a.service"))
                .add(UnitEnablement.user("b.socket"))
                .add(new UserDeclaration("u", OptionalInt.of(42), Optional.of("g"), "G", "/h", "/s"))
                .add(UserDeclaration.named("plain"))
                .add(GroupDeclaration.named("g"))
                .add(new Membership("u", "g"))
                .add(new Alternative("n", "/l", "/p", -5, List.of(new Alternative.Slave("s", "/sl", "/sp"))))
                .add(new DirectoryDeclaration("/etc/d", 02750, "root", "g"))
                .add(new ModeOverride("/usr/m", Optional.empty(), Optional.of("g"), Optional.empty(), true))
                .add(new CapabilityGrant("/usr/c", "cap_net_raw+ep"))
                .add(new FileCopy("/usr/f", "/etc/t", OptionalInt.of(0600)))
                .add(new FileLink("/etc/l", "t"))
                .add(new EtcFile("/etc/e", "text\n\"quoted\"", 0640))
                .add(new Diversion("/usr/a", "/usr/b", "p"))
                .add(new Uncovered("postinst", 7, "x", "why"))
                .tmpfiles("d /var/x")
                .trigger("ldconfig")
                .interest("/usr/share/icons")
                .build();

        assertThat(read(write(declarations))).isEqualTo(declarations);
        assertThat(write(Declarations.none())).isEqualTo("{}");
    }

    @Test
    void other_json_is_refused() {
        assertThatThrownBy(() -> read("{\"units\":[{}]}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("{\"oddities\":[{}]}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("{\"groups\":[{\"name\":\"g\",\"id\":\"x\"}]}"))
                .isInstanceOf(IOException.class);
    }

    private static String write(Declarations declarations) throws IOException {
        StringWriter text = new StringWriter();
        DeclarationsJson.write(declarations, new JsonWriter(text));
        return text.toString();
    }

    private static Declarations read(String text) throws IOException {
        return DeclarationsJson.read(new JsonReader(new StringReader(text)));
    }
}
