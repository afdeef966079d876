# cdk8s-cli asks the npm registry for its newest version at each start; a synth needs no network.
node-options=--import=data:text/javascript,process.env.CDK8S_CHECK_UPGRADE%3F%3F='false'
