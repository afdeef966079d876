import { DeliveryApp, EnvironmentStack, Environments } from './lib';

const app = new DeliveryApp();

for (const environment of Environments.load('environments')) {
  // Everything that the environment's files declare; constructs of your own go into the stack as well:
  //   new IngressRoute(stack, 'docs', { routes: [{ match: host(`docs.${environment.domain}`), services: [stack.service('httpbin')] }] });
  new EnvironmentStack(app, environment);
}

app.synth();
