package dev.jos.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProxiesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "http_proxy", "http://proxy.example:3128",
            "HTTPS_PROXY", "secure.example:8080",
            "no_proxy", "localhost, .internal.example");

    private static List<Proxy> proxiesFor(String uri) {
        return new EnvironmentProxies(ENVIRONMENT).select(URI.create(uri));
    }

    @Test
    void each_scheme_has_its_variable() {
        assertThat(proxiesFor("http://deb.debian.org/"))
                .containsExactly(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", 3128)));
        assertThat(proxiesFor("https://deb.debian.org/"))
                .containsExactly(
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("secure.example", 8080)));
    }

    @Test
    void exempt_hosts_and_their_subdomains_are_reached_directly() {
        assertThat(proxiesFor("http://localhost/")).containsExactly(Proxy.NO_PROXY);
        assertThat(proxiesFor("http://deep.internal.example/")).containsExactly(Proxy.NO_PROXY);
        assertThat(proxiesFor("http://notinternal.example/")).doesNotContain(Proxy.NO_PROXY);
    }

    @Test
    void without_variables_everything_is_reached_directly() {
        assertThat(new EnvironmentProxies(Map.of()).select(URI.create("http://deb.debian.org/")))
                .containsExactly(Proxy.NO_PROXY);
    }
}
