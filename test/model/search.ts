import fc from 'fast-check';

/** Tries a property on so many stories. When one breaks it, the shortest of its kind is the whole message. */
export function search<Given>(property: fc.IProperty<Given>, numRuns: number): void {
  fc.assert(property, {
    numRuns,
    reporter({ failed, errorInstance, seed }) {
      if (!failed) return;
      const story = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
      throw new Error(`${story}\n\nagain with { seed: ${seed} }`);
    },
  });
}
