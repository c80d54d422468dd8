#!/bin/sh
# Makes the secrets of docker/compose.yaml where they are missing; none is printed, none that is there is changed.
set -eu
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
# the folder keeps others out; the files themselves are read by the users inside the containers
chmod 700 "$folder"

secret() {
  [ -s "$folder/$1" ] && return 0
  cat > "$folder/$1.draft"
  chmod 444 "$folder/$1.draft"
  mv "$folder/$1.draft" "$folder/$1"
}
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

for name in eventstore_admin eventstore_ops eventstore database_admin database keys_admin keys redis; do
  random | secret "${name}_password"
done
printf 'postgres://siyi:%s@database/siyi' "$(cat "$folder/database_password")" | secret database_url
printf 'postgres://siyi:%s@keys/siyi' "$(cat "$folder/keys_password")" | secret keys_url
printf 'redis://:%s@redis' "$(cat "$folder/redis_password")" | secret redis_url
echo "$folder: $(ls "$folder" | wc -l) 个密钥文件 secrets"
