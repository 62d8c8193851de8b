package dev.jos.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Proxies from `http_proxy`, `https_proxy` and `no_proxy`, as curl(1) reads them. Also in capitals, but for
/// `HTTP_PROXY`, which a CGI request could set.
final class EnvironmentProxies extends ProxySelector {

    private static final int DEFAULT_PORT = 1080;

    private final Map<String, String> environment;

    EnvironmentProxies(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        String text = "https".equals(uri.getScheme()) ? variable("https_proxy") : environment.get("http_proxy");
        if (text == null || text.isBlank() || isExempt(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
        int port = proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
    }

    private boolean isExempt(String host) {
        for (String each : variable("no_proxy").toLowerCase(Locale.ROOT).split(",", -1)) {
            String suffix = each.strip();
            suffix = suffix.startsWith(".") ? suffix.substring(1) : suffix;
            if (!suffix.isEmpty() && ("*".equals(suffix) || host.equals(suffix) || host.endsWith("." + suffix))) {
                return true;
            }
        }
        return false;
    }

    private String variable(String name) {
        return environment.getOrDefault(name, environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // The request fails with the same exception.
    }
}
