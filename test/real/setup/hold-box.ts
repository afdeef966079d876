import { Box } from '../support/box';

/** Starts a box with a Traefik, says where, and holds it until it is killed. */
async function main(): Promise<void> {
  const box = await Box.start();
  await box.traefik();
  console.log(box.folder);
  setInterval(() => undefined, 1_000);
}

void main();
