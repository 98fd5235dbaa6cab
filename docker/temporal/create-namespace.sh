#!/bin/sh
# Registers the namespace and what operators search by (scripts/stack/search-attributes.ts); repeatable.
set -eu

temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$TEMPORAL_RETENTION"

# A new namespace takes a few seconds to reach every part of the server.
attempt=0
until temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; do
  attempt=$((attempt + 1))
  [ "$attempt" -lt 30 ] || { echo "namespace $TEMPORAL_NAMESPACE did not appear" >&2; exit 1; }
  sleep 1
done

attributes() { temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE"; }
for attribute in ApplicationStage:Keyword ApplicationNumber:Keyword ApplicationSubtype:Keyword \
  ApplicationExecutor:Keyword CalendarEdition:Keyword ResultDueAt:Datetime NextMilestoneAt:Datetime Overdue:Bool \
  Sandbox:Bool; do
  name=${attribute%%:*}
  attributes | grep -qw "$name" || temporal operator search-attribute create \
    --namespace "$TEMPORAL_NAMESPACE" --name "$name" --type "${attribute##*:}"
done
