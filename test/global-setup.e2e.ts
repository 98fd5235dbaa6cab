import { toolPath } from '../scripts/stack/tools.ts';

/**
 * End-to-end files start and break a stack of their own (scripts/stack/stack.ts); here it is only made sure that they
 * can, before the first of them spends time.
 */
export default function setup(): void {
  toolPath('temporal');
}
