# Becomes the postmaster of ./cluster. Runs in the folder that holds the cluster, its lock, log and socket, as the account
# that owns them. The caller took the folder's lock on a descriptor that we inherit (wherever flock exists), and so do the
# postmaster and all its children: the folder stays locked until the last of them is gone, however they go.
# usage: launch.sh PARENT PROGRAMS LC_CTYPE POSTGRES-ARGUMENT...
parent=$1 programs=$2 ctype=$3
shift 3

# The parent may have died before the death signal was armed; then nobody would ever stop us.
[ "$PPID" = "$parent" ] || exit 70

# Made beside and renamed: a first start that was cut off leaves nothing that looks like a cluster.
if [ ! -d cluster ]; then
  rm -rf cluster.new
  TZ=UTC "$programs/initdb" -D cluster.new -U parley -A trust -E UTF8 --no-instructions \
    --locale-provider=libc --locale=C --lc-ctype="$ctype" || exit 71
  echo 'create database parley' | "$programs/postgres" --single -D cluster.new postgres || exit 71
  mv cluster.new cluster
fi

# PostgreSQL takes any living process with the recorded number for a postmaster, for ever (in a container the numbers soon
# come round again). A real one has its cluster as working folder or argument; whatever has not is another program.
if [ -f cluster/postmaster.pid ]; then
  recorded=$(head -n 1 cluster/postmaster.pid)
  traits=$({ readlink "/proc/$recorded/cwd"; tr '\0' ' ' <"/proc/$recorded/cmdline" || ps -o args= -p "$recorded"; } 2>/dev/null)
  case $traits in *"$(pwd -P)/cluster"*) exit 75 ;; esac
  rm -f cluster/postmaster.pid
fi
# Sockets carry a process number too. Ours is in this folder or in one made for this start alone.
rm -f .s.PGSQL.*

exec "$programs/postgres" -D "$PWD/cluster" "$@"
