"""What is said in a file, word by word: a recogniser that the person installs, asked in a child process."""
