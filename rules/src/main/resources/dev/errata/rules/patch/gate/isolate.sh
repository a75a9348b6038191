# Runs a program where it sees a copy of a workspace and the system's programs, and nothing else. It is run inside new
# user, mount, network, process and ipc namespaces, so nothing that is mounted here is seen outside.
#
#   isolate.sh ROOT COPY READABLE... - HIDDEN... -- PROGRAM ARGUMENT...
set -eu
root=$1
copy=$2
shift 2

mount --make-rprivate /
mount -t tmpfs -o mode=755,size=16m errata "$root"
while [ "$1" != - ]; do
    if [ -L "$1" ]; then
        mkdir -p "$root$(dirname "$1")"
        ln -s "$(readlink "$1")" "$root$1"
    elif [ -d "$1" ]; then
        mkdir -p "$root$1"
        mount --rbind "$1" "$root$1"
        mount -o remount,bind,ro "$root$1"
    else
        mkdir -p "$root$(dirname "$1")"
        : > "$root$1"
        mount --bind "$1" "$root$1"
        mount -o remount,bind,ro "$root$1"
    fi
    shift
done
shift
while [ "$1" != -- ]; do
    mount -t tmpfs -o mode=755,size=1m,ro errata "$root$1"
    shift
done
shift

mkdir -p "$root/workspace" "$root/tmp" "$root/dev" "$root/proc" "$root/old"
mount --bind "$copy" "$root/workspace"
mount -t tmpfs -o mode=1777 errata "$root/tmp"
mkdir "$root/tmp/home"
mount -t proc proc "$root/proc"
for device in null zero full random urandom; do
    : > "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"

cd "$root"
pivot_root . old
umount -l /old
rmdir /old
mount -o remount,ro /
cd /workspace
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
