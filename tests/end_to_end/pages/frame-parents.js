// The list of parents at hand for the tests.
import * as parents from '../frame-parents.js';

window.parents = parents;
