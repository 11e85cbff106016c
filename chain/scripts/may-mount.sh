#!/bin/sh
# Prints the environment in which the tests of full and failing disks (chain/test/disks) run: they mount file systems, in memory and
# in files, for which they need root, or sudo that asks for nothing. Says so where that is not allowed.
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
try() {
  as_root mount -t tmpfs tmpfs "$directory" && as_root umount "$directory" &&
    truncate -s 16M "$directory/image" && mkfs.ext4 -q "$directory/image" && mkdir "$directory/disk" &&
    as_root mount -o loop "$directory/image" "$directory/disk" && as_root umount "$directory/disk"
}
if try >/dev/null 2>&1; then
  echo DCM_MOUNTS=1
else
  echo "The tests of full and failing disks are left out: nothing can be mounted here (they need root, or sudo, and mkfs.ext4)." >&2
fi
