import { deployment } from './chapters/deployment.ts';
import { events } from './chapters/events.ts';
import { hearing } from './chapters/hearing.ts';
import { oralHearing } from './chapters/oral-hearing.ts';
import { proofs } from './chapters/proofs.ts';
import { reading } from './chapters/reading.ts';
import { submission } from './chapters/submission.ts';
import { time } from './chapters/time.ts';
import { webhooks } from './chapters/webhooks.ts';
import { withdrawal } from './chapters/withdrawal.ts';
import { openInspection, type Checked } from './inspection.ts';
import type { Scene } from './scene.ts';

/** A portal's whole life against a deployment, told check by check. The order matters: later chapters read what earlier ones did. */
export async function inspect(scene: Scene, tell: (checked: Checked) => void): Promise<readonly Checked[]> {
  const checks: Checked[] = [];
  const chapter = (name: string) =>
    openInspection(name, (checked) => {
      checks.push(checked);
      tell(checked);
    });

  await deployment(chapter('The deployment'), scene);
  const application = await submission(chapter('Submitting'), scene);
  await reading(chapter('Reading'), scene, application);
  await time(chapter('Time'), scene, application);
  await withdrawal(chapter('Withdrawal'), scene);
  await hearing(chapter('Hearing and decision'), scene);
  await oralHearing(chapter('Oral hearing'), scene);
  await webhooks(chapter('Webhooks'), scene);
  await events(chapter('Changes'), scene);
  await proofs(chapter('Proofs'), scene);
  return checks;
}
