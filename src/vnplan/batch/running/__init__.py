"""From files to outcomes that are kept: one worker's job, the engines that share jobs out, the store."""
