#!/bin/sh
# Measures the emulated boot of a jos system beside a stock Debian one: bench/boot.sh [scratch directory [runs]]
# Both are examples/minimal: the same packages in the same versions, the same QEMU (the one jos brings along), emulated
# processor, memory and disk cache. The stock image is what mmdebstrap, the maintainer scripts and initramfs-tools make of
# these packages, set up as the example says: name, user, network, firewall and SSH server; its host keys were made with
# the image, while ours are made at the first boot. Run 1 is each one's first boot. Works as root on amd64, with the Debian packages mmdebstrap, e2fsprogs and
# debian-archive-keyring; where jos finds a KVM that works, the stock image gets it too. Needs 5 GB and the network the first time.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mkdir -p "${1:-${TMPDIR:-/tmp}/jos-bench-boot}" && cd "${1:-${TMPDIR:-/tmp}/jos-bench-boot}" && pwd)
runs=${2:-2}
fail() { echo "error: $1" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail 'The stock image can only be made by root.'
[ "$(uname -m)" = x86_64 ] || fail 'This compares systems for amd64, on amd64.'
for program in mmdebstrap mkfs.ext4; do
    command -v "$program" > /dev/null ||
        fail "\`$program\` is missing: apt-get install mmdebstrap e2fsprogs debian-archive-keyring"
done
keyring=/usr/share/keyrings/debian-archive-keyring.pgp
[ -e "$keyring" ] || keyring=/usr/share/keyrings/debian-archive-keyring.gpg

jos() { ./jos --root "$scratch/root" "$@"; }
mkdir -p "$scratch/machine"
cp -R examples/minimal/. "$scratch/machine"
jos build "$scratch/machine/machine.conf"

stock=$scratch/stock
# What the configuration says, done by hand as on any Debian.
configure() {
    echo minimal > "$stock/etc/hostname"
    ln -sf /usr/share/zoneinfo/Europe/Berlin "$stock/etc/localtime"
    chroot "$stock" useradd --create-home --uid 1000 --groups sudo --shell /bin/bash alice
    install -d -m 700 -o 1000 -g 1000 "$stock/home/alice/.ssh"
    install -m 600 -o 1000 -g 1000 examples/minimal/test-key.pub "$stock/home/alice/.ssh/authorized_keys"
    echo 'PermitRootLogin no' > "$stock/etc/ssh/sshd_config.d/10-minimal.conf"
    printf '[Match]\nType=ether\nKind=!*\n\n[Network]\nDHCP=yes\n' > "$stock/etc/systemd/network/90-ethernet.network"
    cat > "$stock/etc/nftables.conf" <<'END'
#!/usr/sbin/nft -f
flush ruleset
table inet firewall {
    chain reverse-path {
        type filter hook prerouting priority mangle + 10; policy drop;
        meta nfproto ipv4 udp sport . udp dport { 67 . 68, 68 . 67 } accept
        ip6 saddr { ::, fe80::/10 } accept
        fib saddr . mark oif exists accept
    }
    chain input {
        type filter hook input priority filter; policy drop;
        iifname lo accept
        ct state established,related accept
        ct state invalid drop
        icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-query } accept
        icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem } accept
        ip6 saddr fe80::/10 udp dport 546 accept
        icmp type echo-request accept
        icmpv6 type echo-request accept
        tcp dport 22 accept
    }
}
END
    chroot "$stock" systemctl --quiet enable \
        systemd-networkd.service systemd-resolved.service systemd-timesyncd.service nftables.service ssh.service
}
if [ ! -e "$stock.raw" ]; then
    packages=$(awk '$1 == "package" { printf "%s%s=%s", comma, $2, $3; comma = "," }' "$scratch/machine/jos.lock")
    rm -rf "$stock" "$stock.new"
    for suite in debian/trixie debian/trixie-updates debian-security/trixie-security; do
        echo "deb [signed-by=$keyring] http://deb.debian.org/${suite%/*} ${suite#*/} main"
    done | mmdebstrap --quiet --variant=essential --include="$packages" trixie "$stock" -
    chroot "$stock" dpkg-query -f '${Package}\n' -W | sort > "$scratch/stock-packages"
    awk '$1 == "package" { print $2 }' "$scratch/machine/jos.lock" | sort | diff - "$scratch/stock-packages" ||
        echo 'The lines above are packages that only one of the two has (<: jos, >: stock).'
    configure
    truncate -s 3G "$stock.new"
    mkfs.ext4 -q -F -d "$stock" "$stock.new"
    mv "$stock.new" "$stock.raw"
fi

# The first start of `jos vm` brings QEMU along and is each machine's first boot, so the tools are there for the stock image.
command='systemctl is-system-running --wait; until systemd-analyze 2>/dev/null; do sleep 1; done'
boot_jos() {
    jos vm $1 "$scratch/machine/machine.conf" --run "$command" > "$scratch/jos.log" 2>&1 || true
    cat "$scratch/jos.log"
}
# Passed as a credential, as `jos vm` does: the image stays as Debian made it.
unit() {
    printf '[Unit]\nAfter=multi-user.target\n[Service]\nType=exec\nStandardOutput=tty\nTTYPath=/dev/ttyS1\n'
    printf "ExecStart=/bin/sh -c '%s; systemctl poweroff -f'\n" "$command"
}
boot_stock() {
    tools=$(ls -d "$scratch"/root/cache/tools/qemu-x86-*/ | tail -n 1)
    library=${tools}usr/lib/x86_64-linux-gnu
    accelerator='-accel tcg,thread=multi -cpu max,svm=off,erms=off,fsrm=off,fzrm=off,fsrs=off,fsrc=off'
    # What `jos vm` found out about this machine.
    if grep -qsx KVM "$scratch/root/cache/kvm"; then accelerator='-accel kvm -cpu host'; fi
    credential=systemd.extra-unit.bench.service:$(unit | base64 -w 0)
    rm -f "$scratch/answer"
    QEMU_MODULE_DIR=$library/qemu timeout 600 "${tools}usr/lib64/ld-linux-x86-64.so.2" --library-path "$library" \
        "${tools}usr/bin/qemu-system-x86_64" -L "${tools}usr/share/qemu" -L "${tools}usr/share/seabios" \
        -nodefaults -no-user-config -display none -machine q35 $accelerator -smp 2 -m 1024M -no-reboot \
        -kernel "$stock"/boot/vmlinuz-* -initrd "$stock"/boot/initrd.img-* \
        -append "console=tty0 console=ttyS0 root=/dev/vda rootfstype=ext4 rw no_timer_check systemd.wants=bench.service systemd.set_credential_binary=$credential" \
        -drive "file=$stock.raw,format=raw,if=virtio" -device virtio-rng-pci \
        -netdev user,id=network -device virtio-net-pci,netdev=network,romfile= \
        -serial "file:$scratch/stock-console" -serial "file:$scratch/answer" || true
    cat "$scratch/answer"
}
# "kernel userspace total" in seconds, of the line "Startup finished in 4.6s (kernel) + 1min 2.1s (userspace) = …".
seconds() {
    sed -n 's/.*Startup finished in \(.*\) (kernel) + \(.*\) (userspace) = .*/\1;\2/p' | tail -n 1 | awk -F ';' '
        function s(text,   n, i, part, sum) {
            n = split(text, part, " ")
            for (i = 1; i <= n; i++) sum += part[i] ~ /min$/ ? 60 * part[i] : part[i] ~ /ms$/ ? part[i] / 1000 : part[i]
            return sum
        }
        { printf "%.1f %.1f %.1f\n", s($1), s($2), s($1) + s($2) }'
}
run=1
fresh=--fresh
while [ "$run" -le "$runs" ]; do
    ours=$(boot_jos "$fresh" | seconds)
    [ -n "$ours" ] || fail "jos did not boot: read $scratch/jos.log."
    peer=$(boot_stock | seconds)
    [ -n "$peer" ] || fail "The stock image did not boot: read $scratch/stock-console."
    echo "$run $ours $peer" | awk -v load="$(cut -d ' ' -f 1-3 /proc/loadavg)" '{
        printf "run %d: jos %.1f s (kernel) + %.1f s (userspace) = %.1f s; stock %.1f s + %.1f s = %.1f s; ratio %.2f; load %s\n",
            $1, $2, $3, $4, $5, $6, $7, $4 / $7, load }'
    fresh=
    run=$((run + 1))
done
