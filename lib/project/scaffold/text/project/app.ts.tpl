import { DeliveryApp, EnvironmentStack, Environments } from 'cdk8s-traefik';

/** Everything that the environment files declare; constructs of your own go into the stacks. */
export function build(): DeliveryApp {
  const app = new DeliveryApp();
  for (const environment of Environments.load('environments')) {
    new EnvironmentStack(app, environment);
  }
  return app;
}
