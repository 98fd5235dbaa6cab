import type { FormField } from '../../forms.ts';
import type { Subtype } from '../../subtypes.ts';
import type { Values } from '../../values.ts';
import { domesticFields } from './form-domestic.ts';
import { inwardFields } from './form-inward.ts';
import { outwardFields } from './form-outward.ts';

/** The fields of each application form, in the order of the annex. */
export const applicationForms = {
  inward: inwardFields,
  outward: outwardFields,
  domestic: domesticFields,
} as const satisfies Record<Subtype, readonly FormField[]>;

type FieldOf<S extends Subtype> = (typeof applicationForms)[S][number];

/** The JSON form of one subtype: a property per field, named by its id, with a value of its kind. */
export type ApplicationForm<S extends Subtype = Subtype> = S extends Subtype
  ? {
      readonly [F in FieldOf<S> as F['presence'] extends 'required' ? F['id'] : never]: Values[F['kind']];
    } & {
      readonly [F in FieldOf<S> as F['presence'] extends 'required' ? never : F['id']]?: Values[F['kind']];
    }
  : never;
