// The module's functions at hand for the tests. Some drivers run their scripts in a realm of its own, which would fetch
// every module anew.
import * as functions from '../channel-readiness.js';

window.functions = functions;
