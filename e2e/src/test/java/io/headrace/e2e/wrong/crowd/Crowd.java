package io.headrace.e2e.wrong.crowd;

/** One more than a package may have, with those below; its own class inside does not count. */
record Crowd() {
    record Inside() {}
}

record Crowd02() {}

record Crowd03() {}

record Crowd04() {}

record Crowd05() {}

record Crowd06() {}

record Crowd07() {}

record Crowd08() {}

record Crowd09() {}

record Crowd10() {}

record Crowd11() {}

record Crowd12() {}

record Crowd13() {}

record Crowd14() {}

record Crowd15() {}

record Crowd16() {}

record Crowd17() {}

record Crowd18() {}

record Crowd19() {}

record Crowd20() {}

record Crowd21() {}

record Crowd22() {}

record Crowd23() {}

record Crowd24() {}

record Crowd25() {}

record Crowd26() {}

record Crowd27() {}

record Crowd28() {}

record Crowd29() {}

record Crowd30() {}

record Crowd31() {}
