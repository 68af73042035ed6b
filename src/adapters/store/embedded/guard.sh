#!/bin/sh
# Stops the PostgreSQL of one data folder when the program that started it is gone.
# usage: guard.sh CLUSTER_NAME, with a pipe from the program on standard input.
# The pipe says "done" when the program stopped the server itself; it ends without a word when the program died.
trap '' HUP INT QUIT TERM
if read -r word && [ "$word" = done ]; then exit 0; fi

# The postmaster and initdb carry the name as an option, the others in their title. [=] keeps grep from finding itself.
# Looks for two seconds even when nothing is there: a server may be just about to start.
tenths=0
while [ "$tenths" -lt 20 ]; do
  signal=INT
  [ "$tenths" -ge 10 ] && signal=QUIT
  [ "$tenths" -ge 14 ] && signal=KILL
  for file in $(grep -las -e "^postgres: $1: " -e "cluster_name[=]$1" /proc/[0-9]*/cmdline); do
    # Only the postmaster is asked; the others follow it, and at the end nobody is asked any more.
    if [ "$signal" = KILL ] || grep -qas -e "cluster_name[=]$1" "$file"; then
      pid=${file#/proc/}
      kill -s "$signal" "${pid%/cmdline}" 2>/dev/null
    fi
  done
  tenths=$((tenths + 1))
  sleep 0.1
done
