import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { deploymentScopeOf, isDeploymentScope, markDeploymentScope } from '../../../lib/constructs/construct';

test('the deployment scope of a construct is the nearest marked one, or the root', () => {
  const app = new App();
  const environment = new Construct(app, 'prod');
  const inner = new Construct(new Construct(environment, 'services'), 'api');
  expect(deploymentScopeOf(inner)).toBe(app);
  markDeploymentScope(environment);
  expect(deploymentScopeOf(inner)).toBe(environment);
  expect(deploymentScopeOf(environment)).toBe(environment);
  expect([isDeploymentScope(environment), isDeploymentScope(inner)]).toEqual([true, false]);
});
