package dev.jos.packages.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MaintainerScriptAnalysisTest {

    private static final String DEBHELPER = """
            #!/bin/sh
            set -e
            # Automatically added by dh_installsystemd/13.24.2
            if [ "$1" = "configure" ] || [ "$1" = "abort-upgrade" ] ; then
            	deb-systemd-helper unmask 'ssh.service' >/dev/null || true
            	# was-enabled defaults to true, so new installations run enable.
            	if deb-systemd-helper --quiet was-enabled 'ssh.service'; then
            		deb-systemd-helper enable 'ssh.service' >/dev/null || true
            	else
            		deb-systemd-helper update-state 'ssh.service' >/dev/null || true
            	fi
            fi
            # End automatically added section
            # Automatically added by dh_installsystemd/13.24.2
            if [ "$1" = "configure" ] ; then
            	if deb-systemd-helper debian-installed 'quiet.service'; then
            		deb-systemd-helper enable 'quiet.service' >/dev/null || true
            	fi
            fi
            # End automatically added section
            # Automatically added by dh_installtmpfiles/13.24.2
            if [ "$1" = "configure" ] ; then
            	if [ -x "$(command -v systemd-tmpfiles)" ]; then
            		systemd-tmpfiles ${DPKG_ROOT:+--root="$DPKG_ROOT"} --create x.conf || true
            	fi
            fi
            # End automatically added section
            # Automatically added by dh_python3
            if command -v py3compile >/dev/null 2>&1; then
            	py3compile -p example /usr/share/example
            fi
            # End automatically added section
            """;

    @Test
    void units_enabled_by_debhelper_are_declared_and_those_kept_off_are_not() {
        Declarations declarations =
                new FreshScripts().with("postinst", DEBHELPER).analyse();

        assertThat(declarations.units()).containsExactly(UnitEnablement.system("ssh.service"));
        assertThat(declarations.triggers()).containsExactly(Triggers.PY3COMPILE);
        assertThat(declarations.uncovered()).isEmpty();
    }

    @Test
    void code_for_upgrades_is_passed_over() {
        Declarations declarations = FreshScripts.postinst(
                        "if dpkg --compare-versions \"$2\" lt-nl 2.0; then frobnicate --all; fi",
                        "if [ -n \"$2\" ]; then frobnicate; fi",
                        "case \"$1\" in abort-upgrade) frobnicate ;; configure) ;; esac",
                        "dpkg-maintscript-helper rm_conffile /etc/old 1.0 -- \"$@\"",
                        "[ -d /run/systemd/system ] && frobnicate || :")
                .analyse();

        assertThat(declarations.isEmpty()).isTrue();
    }

    @Test
    void an_empty_version_orders_below_all_others_unless_the_operator_says_otherwise() {
        Declarations declarations = FreshScripts.postinst(
                        "if dpkg --compare-versions \"$2\" lt 2.0; then addgroup --system before; fi",
                        "if dpkg --compare-versions \"$2\" lt-nl 2.0; then addgroup --system never; fi")
                .analyse();

        assertThat(declarations.groups()).containsExactly(GroupDeclaration.named("before"));
    }

    @Test
    void a_system_user_is_declared_with_its_home_directory() {
        Declarations declarations = FreshScripts.postinst(
                        "if ! getent passwd _example >/dev/null; then",
                        "  adduser --quiet --system --group --home /var/lib/example --gecos 'The example' \\",
                        "     --shell /bin/sh _example",
                        "fi",
                        "if ! getent passwd www-data >/dev/null; then adduser --system www-data; fi",
                        "adduser _example ssl-cert")
                .analyse();

        assertThat(declarations.users())
                .containsExactly(new UserDeclaration(
                        "_example",
                        OptionalInt.empty(),
                        Optional.empty(),
                        "The example",
                        "/var/lib/example",
                        "/bin/sh"));
        assertThat(declarations.memberships()).containsExactly(new Membership("_example", "ssl-cert"));
        assertThat(declarations.tmpfiles()).containsExactly("d /var/lib/example 0755 _example _example");
    }

    @Test
    void alternatives_come_with_their_slaves_also_from_loops() {
        Declarations declarations = FreshScripts.postinst(
                        "for i in editor vi; do",
                        "  update-alternatives --install /usr/bin/$i $i /bin/nano 40 \\",
                        "    --slave /usr/share/man/man1/$i.1.gz $i.1.gz /usr/share/man/man1/nano.1.gz",
                        "done")
                .analyse();

        assertThat(declarations.alternatives())
                .containsExactly(
                        new Alternative(
                                "editor",
                                "/usr/bin/editor",
                                "/usr/bin/nano",
                                40,
                                List.of(new Alternative.Slave(
                                        "editor.1.gz",
                                        "/usr/share/man/man1/editor.1.gz",
                                        "/usr/share/man/man1/nano.1.gz"))),
                        new Alternative(
                                "vi",
                                "/usr/bin/vi",
                                "/usr/bin/nano",
                                40,
                                List.of(new Alternative.Slave(
                                        "vi.1.gz", "/usr/share/man/man1/vi.1.gz", "/usr/share/man/man1/nano.1.gz"))));
    }

    @Test
    void modes_in_var_become_one_line_of_tmpfiles() {
        Declarations declarations = FreshScripts.postinst(
                        "mkdir -p /var/lib/example",
                        "chown root:adm /var/lib/example",
                        "chmod g+ws /var/lib/example",
                        "touch /var/log/example.log",
                        "chmod 640 /var/log/example.log")
                .analyse();

        assertThat(declarations.tmpfiles())
                .containsExactly("d /var/lib/example 02775 root adm", "f /var/log/example.log 0640 root root");
    }

    @Test
    void modes_in_the_composed_tree_stay_overrides() {
        Declarations declarations = FreshScripts.postinst(
                        "if ! dpkg-statoverride --list /usr/bin/crontab >/dev/null; then",
                        "  dpkg-statoverride --update --add root crontab 2755 /usr/bin/crontab",
                        "fi",
                        "setcap cap_net_raw+ep /bin/ping")
                .analyse();

        assertThat(declarations.modes())
                .containsExactly(new ModeOverride(
                        "/usr/bin/crontab",
                        Optional.of("root"),
                        Optional.of("crontab"),
                        Optional.of(new ModeExpression("2755")),
                        false));
        assertThat(declarations.capabilities()).containsExactly(new CapabilityGrant("/usr/bin/ping", "cap_net_raw+ep"));
    }

    @Test
    void files_are_written_copied_moved_and_linked() {
        Declarations declarations = FreshScripts.postinst(
                        "if [ ! -e /etc/example.conf ]; then",
                        "cat > /etc/example.conf.new <<EOF",
                        "# for $DPKG_MAINTSCRIPT_PACKAGE",
                        "EOF",
                        "mv /etc/example.conf.new /etc/example.conf",
                        "fi",
                        "ucf --three-way /usr/share/example/other /etc/other",
                        "ln -s ../other /etc/example.d/link")
                .shipping("/usr/share/example/other")
                .analyse();

        assertThat(declarations.files()).containsExactly(new EtcFile("/etc/example.conf", "# for example\n", 0644));
        assertThat(declarations.copies())
                .containsExactly(new FileCopy("/usr/share/example/other", "/etc/other", OptionalInt.empty()));
        assertThat(declarations.links()).containsExactly(new FileLink("/etc/example.d/link", "../other"));
    }

    @Test
    void a_loop_over_a_here_document_is_followed() {
        Declarations declarations = FreshScripts.postinst(
                        "while read dir mode; do",
                        "  [ \"$mode\" ] || continue",
                        "  mkdir -m \"$mode\" \"$dir\"",
                        "done << DATA",
                        "/var/a 0700",
                        "/var/skipped",
                        "/var/b 0711",
                        "DATA")
                .analyse();

        assertThat(declarations.tmpfiles()).containsExactly("d /var/a 0700 root root", "d /var/b 0711 root root");
    }

    @Test
    void debconf_answers_with_its_defaults() {
        Declarations declarations = FreshScripts.postinst(
                        ". /usr/share/debconf/confmodule",
                        "db_get example/wanted",
                        "if [ \"$RET\" = true ]; then addgroup --system wanted; fi",
                        "db_get example/silent",
                        "if [ \"$RET\" = true ]; then addgroup --system silent; fi")
                .with(
                        "templates",
                        "Template: example/wanted\nType: boolean\nDefault: true\n\nTemplate: example/silent\nType: boolean\n")
                .analyse();

        assertThat(declarations.groups()).containsExactly(GroupDeclaration.named("wanted"));
        assertThat(declarations.uncovered()).isEmpty();
    }

    @Test
    void an_unknown_command_is_reported_with_its_line() {
        Declarations declarations =
                FreshScripts.postinst("true", "frobnicate --all /etc").analyse();

        assertThat(declarations.uncovered())
                .containsExactly(new Uncovered(
                        "postinst", 3, "frobnicate --all /etc", "no rule knows the command `frobnicate`"));
    }

    @Test
    void a_condition_nobody_can_decide_is_reported_only_where_it_makes_a_difference() {
        Declarations same = FreshScripts.postinst(
                        "if grep -q x /proc/cpuinfo; then echo yes; else update-rc.d x defaults; fi")
                .analyse();
        Declarations different = FreshScripts.postinst("if uname -r | grep -q x; then addgroup --system maybe; fi")
                .analyse();

        assertThat(same.uncovered()).isEmpty();
        assertThat(different.groups()).isEmpty();
        assertThat(different.uncovered())
                .singleElement()
                .extracting(Uncovered::line)
                .isEqualTo(2);
    }

    @Test
    void what_follows_an_exit_that_may_happen_is_reported_too() {
        Declarations declarations = FreshScripts.postinst(
                        "if uname -r | grep -q x; then exit 0; fi", "addgroup --system perhaps")
                .analyse();

        assertThat(declarations.uncovered())
                .singleElement()
                .extracting(Uncovered::line)
                .isEqualTo(2);
    }

    @Test
    void a_program_in_place_of_a_script_is_reported() {
        Declarations declarations =
                new FreshScripts().with("preinst", "\u007fELF\u0002").analyse();

        assertThat(declarations.uncovered())
                .containsExactly(new Uncovered("preinst", 1, "", "it is a program, not a script"));
    }

    @Test
    void triggers_and_diversions_are_declared_but_not_those_of_the_merged_usr() {
        Declarations declarations = new FreshScripts()
                .with("triggers", "# comment\ninterest-noawait /usr/share/icons\nactivate-noawait ldconfig\n")
                .with(
                        "preinst",
                        "#!/bin/sh\n"
                                + "dpkg-divert --package usr-is-merged --no-rename"
                                + " --divert /lib/x.usr-is-merged --add /lib/x\n"
                                + "dpkg-divert --package example --rename --divert /usr/bin/a.real --add /usr/bin/a\n")
                .analyse();

        assertThat(declarations.triggers()).containsExactly("ldconfig");
        assertThat(declarations.interests()).containsExactly("/usr/share/icons");
        assertThat(declarations.diversions())
                .containsExactly(new Diversion("/usr/bin/a", "/usr/bin/a.real", "example"));
    }

    @Test
    void endless_loops_and_recursion_end() {
        assertThat(FreshScripts.postinst("while true; do :; done").analyse().uncovered())
                .isNotEmpty();
        assertThat(FreshScripts.postinst("f() { f; f; }", "f").analyse().uncovered())
                .isNotEmpty();
    }

    @Test
    void nesting_without_end_is_reported() {
        for (String script : List.of(
                "x=$(".repeat(20_000),
                "x=" + "$(".repeat(5_000) + ")".repeat(5_000),
                "a" + " && a".repeat(50_000),
                "x='eval \"$x\"'\neval \"$x\"")) {
            assertThat(FreshScripts.postinst(script).analyse().uncovered()).isNotEmpty();
        }
    }

    @Test
    void an_adapter_accounts_for_statements_and_declares_the_rest() {
        Declarations declarations = FreshScripts.postinst(
                        "VERSION=${DPKG_MAINTSCRIPT_PACKAGE##*-}",
                        "if [ \"$1\" = configure ]; then",
                        ". /usr/share/postgresql-common/maintscripts-functions",
                        "configure_version $VERSION \"$2\"",
                        "fi")
                .named("postgresql-17")
                .shipping("/usr/share/postgresql-common/maintscripts-functions")
                .analyse();

        assertThat(declarations.uncovered()).isEmpty();
        assertThat(declarations.files()).singleElement().satisfies(unit -> assertThat(unit.text())
                .contains("pg_createcluster --start-conf=auto 17 main"));
    }
}
