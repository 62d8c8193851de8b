# Makes what machine.conf mounts. The key derivation is cheap, because this machine is slow and its secrets are none.
set -ex
luks="cryptsetup luksFormat --batch-mode --pbkdf argon2id --pbkdf-memory 65536 --pbkdf-force-iterations 4"

# A passphrase opens the disk with the root.
sfdisk --quiet /dev/vdc <<END
label: gpt
start=2048, uuid=6A6F7300-0000-4000-8000-000000000001, name="system"
END
udevadm settle
printf 'correct horse' | $luks /dev/vdc1 -
printf 'correct horse' | cryptsetup open --key-file - /dev/vdc1 system
pvcreate --quiet /dev/mapper/system
vgcreate --quiet main /dev/mapper/system
lvcreate --quiet --wipesignatures n -L 3G -n root main
lvcreate --quiet --wipesignatures n -L 64M -n spare main
mkswap /dev/main/spare
mkfs.btrfs -q --byte-count 2G /dev/main/root
mount /dev/main/root /mnt
btrfs subvolume create /mnt/@
btrfs subvolume create /mnt/@var
mkdir -p -m 700 /mnt/@var/lib/keys
printf 'key of the archive' >/mnt/@var/lib/keys/archive

# Two disks hold the same.
mdadm --create /dev/md/data --run --homehost=elsewhere --level 1 --raid-devices 2 --metadata 1.2 /dev/vdd /dev/vde
mkfs.xfs -q /dev/md/data

# Keys open these.
sfdisk --quiet /dev/vdf <<END
label: gpt
start=2048, size=64M, name="vault"
size=1M, name="key"
size=64M, name="archive"
END
udevadm settle
dd if=/dev/urandom of=/dev/vdf2 bs=512 count=4
dd if=/dev/vdf2 bs=512 skip=1 count=1 | head -c 64 >/run/key
$luks /dev/vdf1 /run/key
cryptsetup open --key-file /run/key /dev/vdf1 vault
mkfs.ext4 -q /dev/mapper/vault 16M
$luks /dev/vdf3 /mnt/@var/lib/keys/archive
cryptsetup open --key-file /mnt/@var/lib/keys/archive /dev/vdf3 archive
mkfs.ext4 -q -L archive /dev/mapper/archive

umount /mnt
mdadm --wait /dev/md/data || true
mdadm --stop /dev/md/data
vgchange -an main
for device in archive vault system; do cryptsetup close $device; done
