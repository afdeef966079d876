'use strict';

/**
 * A whole program, run in a process of its own: `node program.js stock OBJECTS CHARTS OUTDIR`, or with `ours` by the launcher,
 * as cdk8s.yaml of every project names it: `node bin/synth.js bench/program.cjs ours OBJECTS CHARTS OUTDIR`. As the programs that
 * `cdk8s-traefik init` writes, it asks for this package first, so that cdk8s loads its YAML library when it is needed.
 */
const [which, objects, charts, outdir] = process.argv.slice(-4);
const ours = which === 'stock' ? undefined : require('../build/lib');
const { ApiObject, App, Chart } = require('cdk8s');
const { objectOf } = require('./objects.js');

const app = ours ? new ours.DeliveryApp({ outdir }) : new App({ outdir });
const perChart = Number(objects) / Number(charts);
for (let chart = 0; chart < Number(charts); chart++) {
  const scope = new Chart(app, `chart-${chart}`);
  for (let object = 0; object < perChart; object++) {
    new ApiObject(scope, `object-${object}`, objectOf(chart * perChart + object));
  }
}
app.synth();
