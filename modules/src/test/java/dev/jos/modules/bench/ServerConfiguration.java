package dev.jos.modules.bench;

/// The configuration of a server of many services, users and sites, in one file, with every value on a line of its own.
record ServerConfiguration(String text, int settings) {

    private static final int USERS = 12;
    private static final int SITES = 16;
    private static final int SERVICES = 20;
    private static final int FILES = 12;

    static ServerConfiguration make() {
        var out = new StringBuilder("""
                let.domain = example.org
                system.hostname = server
                system.timezone = Europe/Berlin
                system.stateVersion = "1"
                boot.console = [ttyS0]
                packages.install = [vim, git, htop, curl]
                services.openssh.enable = true
                services.openssh.ports = [22, 2222]
                services.openssh.settings.PermitRootLogin = no
                services.openssh.settings.MaxAuthTries = 3
                services.fail2ban.enable = true
                services.nginx.enable = true
                services.postgresql.enable = true
                services.postgresql.databases = [reports]
                services.postgresql.settings.work_mem = 8MB
                services.valkey.enable = true
                services.valkey.maxMemory = 64M
                services.prometheus.enable = true
                services.prometheus.retention = 30d
                services.prometheus.exporters.node.enable = true
                services.journald.maxUse = 200M
                systemd.oomd.enable = true
                networking.firewall.allowedTcpPorts = [80, 443]
                networking.interfaces.lan.match.type = ether
                networking.interfaces.lan.dhcp = yes
                networking.interfaces.lan.addresses = ["192.168.76.10/24"]
                programs.git.enable = true
                programs.vim.enable = true
                programs.tmux.enable = true
                programs.bash.completion.enable = true
                """);
        for (int i = 0; i < USERS; i++) {
            block(out, "users.users.user" + i, """
                    normal = true
                    uid = %d
                    groups = [sudo]
                    description = "User %d of "${let.domain}
                    hashedPassword = "$6$josexample$blIK3Q1eA2enFJOhveBJhp3GaxGKzK6ZNRB2zuduepPRof3QfudmAC9mL38PfAlj5pRmbHbZSGsfkQQ/yjT1X."
                    authorizedKeys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEMFcF2+wdTm/3/72I6j5TjdRUYWFgpLciffMg4sPJm+ user"]
                    """.formatted(1000 + i, i));
        }
        for (int i = 0; i < SITES; i++) {
            block(out, "services.nginx.virtualHosts.\"site%d.example.org\"".formatted(i), """
                    serverAliases = ["www%1$d."${let.domain}]
                    root = /srv/site%1$d
                    locations."/api".proxyPass = "http://127.0.0.1:%2$d"
                    locations."/api".extraConfig = "proxy_read_timeout 30s;"
                    """.formatted(i, 8000 + i));
        }
        for (int i = 0; i < SERVICES; i++) {
            block(out, "systemd.services.worker" + i, """
                    description = "Worker %1$d on "${system.hostname}
                    wantedBy = [multi-user.target]
                    script = "exec sleep infinity"
                    environment.NUMBER = "%1$d"
                    serviceConfig.DynamicUser = true
                    serviceConfig.Restart = on-failure
                    """.formatted(i));
        }
        for (int i = 0; i < FILES; i++) {
            block(out, "environment.etc.\"server/part%d.conf\"".formatted(i), """
                    text = "host = "${system.hostname}
                    mode = "0640"
                    """);
        }
        String text = out.toString();
        return new ServerConfiguration(
                text, (int) text.lines().filter(line -> line.contains(" = ")).count());
    }

    private static void block(StringBuilder out, String name, String content) {
        out.append(name).append(" {\n").append(content.indent(2)).append("}\n");
    }
}
