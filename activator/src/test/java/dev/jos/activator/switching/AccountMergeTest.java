package dev.jos.activator.switching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountMergeTest {

    private static final int PASSWD = 0;
    private static final int GROUP = 1;
    private static final int SHADOW = 2;

    @Test
    void one_added_on_the_machine_stays_and_a_declared_one_comes() {
        assertThat(merge(
                        PASSWD,
                        "root:x:0:0:::",
                        "root:x:0:0:::\nlocal:x:1001:1001:::",
                        "root:x:0:0:::\nnew:x:990:990:::"))
                .isEqualTo("root:x:0:0:::\nlocal:x:1001:1001:::\nnew:x:990:990:::\n");
    }

    @Test
    void one_no_longer_declared_goes_and_one_deleted_here_does_not_come_back() {
        assertThat(merge(PASSWD, "a:x:1:1:::\nb:x:2:2:::", "a:x:1:1:::", "b:x:2:2:::"))
                .isEmpty();
    }

    @Test
    void a_password_set_here_stays_while_a_declared_field_changes() {
        assertThat(merge(SHADOW, "ann:!:1:0:99999", "ann:$y$own:1:0:99999", "ann:!:1:0:30"))
                .isEqualTo("ann:$y$own:1:0:30\n");
        assertThat(merge(
                        PASSWD,
                        "ann:x:1:1:Ann:/home/ann:/bin/sh",
                        "ann:x:1:1:Ann:/home/ann:/bin/sh",
                        "ann:x:1:1:Ann:/home/ann:/bin/bash"))
                .isEqualTo("ann:x:1:1:Ann:/home/ann:/bin/bash\n");
    }

    @Test
    void members_come_and_go_one_by_one() {
        assertThat(merge(GROUP, "adm:x:4:ann,bob", "adm:x:4:ann,bob,local", "adm:x:4:ann,new"))
                .isEqualTo("adm:x:4:ann,local,new\n");
    }

    @Test
    void merging_again_changes_nothing() {
        String before = "adm:x:4:ann,bob\nold:x:5:";
        String after = "adm:x:4:ann,new\nnew:x:6:";
        String once = merge(GROUP, before, "adm:x:4:ann,bob,local\nold:x:5:", after);

        assertThat(merge(GROUP, before, once, after)).isEqualTo(once);
    }

    private static String merge(int table, String before, String local, String after) {
        return new AccountMerge(AccountMerge.TABLES.get(table)).merge(before, local, after);
    }
}
