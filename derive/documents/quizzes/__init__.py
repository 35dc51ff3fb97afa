"""Problems as questions of learning-management systems: Moodle XML, and QTI 1.2 as Canvas reads it."""
