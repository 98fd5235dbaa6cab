#!/bin/sh
# Runs once, when PostgreSQL makes its data folder. Temporal and Otinish each own what is theirs and cannot read the
# other's: a slow or full Temporal store must not be able to touch the records of applications.
set -eu

create() { # role, password, databases...
  role=$1 password=$2
  shift 2
  psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set=role="$role" --set=password="$password" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
SQL
  for database in "$@"; do
    psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set=role="$role" --set=database="$database" <<'SQL'
CREATE DATABASE :"database" OWNER :"role";
REVOKE CONNECT ON DATABASE :"database" FROM PUBLIC;
SQL
  done
}

create temporal "$TEMPORAL_DB_PASSWORD" temporal temporal_visibility
create otinish "$OTINISH_DB_PASSWORD" otinish
