import type { FastifySchemaValidationError } from 'fastify';

/** A union reports the faults of all its branches: only those of the branch that was meant are worth telling. */
export function settleUnions(
  errors: readonly FastifySchemaValidationError[],
): readonly FastifySchemaValidationError[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf');
  const outermost = unions.toSorted((a, b) => a.schemaPath.length - b.schemaPath.length)[0];
  if (outermost === undefined) return errors;

  const inside = errors.filter((error) => error !== outermost && isUnder(error, outermost));
  const outside = errors.filter((error) => error !== outermost && !inside.includes(error));
  return [...settleUnions(outside), ...branchMeant(outermost, inside)];
}

function isUnder(error: FastifySchemaValidationError, union: FastifySchemaValidationError): boolean {
  const samePlace =
    error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`);
  return samePlace && error.schemaPath.startsWith(`${union.schemaPath}/anyOf/`);
}

function branchMeant(
  union: FastifySchemaValidationError,
  inside: readonly FastifySchemaValidationError[],
): readonly FastifySchemaValidationError[] {
  const branches = Object.values(
    Object.groupBy(inside, (error) => error.schemaPath.slice(union.schemaPath.length).split('/')[2] ?? ''),
  ).map((branch) => branch ?? []);
  const foreign = branches.filter((branch) => mismatch(union, branch) !== undefined);
  const meant = branches
    .filter((branch) => !foreign.includes(branch))
    .toSorted((a, b) => a.length - b.length)[0];
  if (meant !== undefined) return settleUnions(meant);

  // No branch fits: what all of them wanted at the same place is the fault.
  const mismatches = foreign.flatMap((branch) => mismatch(union, branch) ?? []);
  const consts = mismatches.filter((error) => error.keyword === 'const');
  const first = consts[0];
  if (first !== undefined) {
    const allowedValues = [
      ...new Set(
        consts.filter((e) => e.instancePath === first.instancePath).map((e) => e.params.allowedValue),
      ),
    ];
    return [{ ...first, keyword: 'enum', params: { allowedValues } }];
  }
  const types = [...new Set(mismatches.flatMap((error) => names(error.params.type)))];
  return [{ ...union, keyword: 'type', params: { type: types } }];
}

/** Why a branch was not meant at all: the value has another type, or its `kind` names another branch. */
function mismatch(
  union: FastifySchemaValidationError,
  branch: readonly FastifySchemaValidationError[],
): FastifySchemaValidationError | undefined {
  return (
    branch.find((error) => error.keyword === 'type' && error.instancePath === union.instancePath) ??
    branch.find(
      (error) =>
        error.keyword === 'const' && !error.instancePath.slice(union.instancePath.length + 1).includes('/'),
    )
  );
}

/** What a validator names in its params, one or many. */
export function names(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}
