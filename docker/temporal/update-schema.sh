#!/bin/sh
# Brings Temporal's two databases to the schema of this version of its tools; does nothing when they are there.
set -eu
schema=/etc/temporal/schema/postgresql/v12

for store in temporal:temporal temporal_visibility:visibility; do
  database=${store%%:*}
  tool="temporal-sql-tool --plugin postgres12 --ep postgres -p 5432 -u temporal --db $database"
  $tool setup-schema -v 0.0
  $tool update-schema -d "$schema/${store##*:}/versioned"
done
