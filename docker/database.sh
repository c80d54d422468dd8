#!/bin/sh
# The first start of a PostgreSQL of docker/compose.yaml: a user that owns its database and may nothing else.
set -eu
psql --set=ON_ERROR_STOP=1 --username postgres --set=password="$(cat "$OWNER_PASSWORD_FILE")" <<'SQL'
create role siyi login nosuperuser nocreatedb nocreaterole password :'password';
create database siyi owner siyi encoding 'UTF8' locale 'C.UTF-8' template template0;
revoke all on database siyi from public;
SQL
