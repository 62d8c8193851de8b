# FOR TESTS ONLY: makes the disk of this laptop in a virtual machine, with a passphrase that everybody can read.
set -ex
sfdisk --quiet /dev/vdc <<END
label: gpt
size=256M, type=uefi, name="esp"
name="system"
END
udevadm settle
mkfs.vfat -n ESP /dev/vdc1
printf 'correct horse' |
    cryptsetup luksFormat --batch-mode --pbkdf-memory 65536 --pbkdf-force-iterations 4 /dev/vdc2 -
printf 'correct horse' | cryptsetup open --key-file - /dev/vdc2 system
mkfs.btrfs -q -L laptop /dev/mapper/system
mount /dev/mapper/system /mnt
btrfs subvolume create /mnt/@ /mnt/@home
umount /mnt
cryptsetup close system
