'use strict';

/** A whole program, run in a process of its own: `node program.js stock|ours OBJECTS CHARTS OUTDIR`. */
const { ApiObject, App, Chart } = require('cdk8s');
const { objectOf } = require('./objects.js');

const [which, objects, charts, outdir] = process.argv.slice(2);
const AppClass = which === 'stock' ? App : require('../build/lib').DeliveryApp;
const app = new AppClass({ outdir });
const perChart = Number(objects) / Number(charts);
for (let chart = 0; chart < Number(charts); chart++) {
  const scope = new Chart(app, `chart-${chart}`);
  for (let object = 0; object < perChart; object++) {
    new ApiObject(scope, `object-${object}`, objectOf(chart * perChart + object));
  }
}
app.synth();
