import { on, type Application, type Otinish } from '../client/index.ts';
import { at } from './wire.ts';

/** The head signs exactly the draft that lies before him. */
export async function signedBy(head: Otinish, id: string): Promise<Application> {
  const application = await head.getApplication({ path: { id } });
  return head.signDecision({
    ...on(application),
    body: {
      draftId: String(at(application.draft, 'draftId')),
      sha256: String(at(application.draft, 'sha256')),
    },
  });
}
